package io.assay.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is damaged is found: one place of the manifests is changed at a time. */
class DamageTest {
    /**
     * A change of one place.
     *
     * @param from is there, and is replaced where it is first
     * @param found part of the sentence that must be said of it
     */
    record Damage(String what, String from, String to, String found) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Damage> damages() {
        return Stream.of(
                new Damage(
                        "a field that there is not",
                        "terminationGracePeriodSeconds: 60",
                        "terminationGracePeriod: 60",
                        "Unrecognized field"),
                new Damage(
                        "a field of another place",
                        "  maxUnavailable: 1\n  selector:",
                        "  replicas: 1\n  selector:",
                        "Unrecognized field"),
                new Damage("an unknown field of KEDA's", "minReplicaCount: 2", "minReplicas: 2", "Unrecognized field"),
                new Damage(
                        "an unknown field of Strimzi's", "  partitions: 1\n", "  partition: 1\n", "Unrecognized field"),
                new Damage("a number for a text", "value: 0.0.0.0}", "value: 7}", "Cannot coerce Integer"),
                new Damage(
                        "a truth for a text",
                        "ASSAY_S3_BUCKET: assay",
                        "ASSAY_S3_BUCKET: true",
                        "Cannot coerce Boolean"),
                new Damage("a text for a number", "replicas: 1", "replicas: \"1\"", "Cannot coerce String"),
                new Damage(
                        "a kind nobody knows",
                        "kind: PodDisruptionBudget",
                        "kind: PodDisruptionBudgets",
                        "no model of"),
                new Damage(
                        "a secret among the manifests",
                        "kind: ServiceAccount",
                        "kind: Secret",
                        "no model of v1/Secret"),
                new Damage(
                        "a label of a pod",
                        "    metadata:\n      labels: {app.kubernetes.io/name: rating-service",
                        "    metadata:\n      labels: {app.kubernetes.io/name: rating",
                        "does not select its own pods"),
                new Damage(
                        "a Service's selector",
                        "selector: {app.kubernetes.io/name: rating-service}",
                        "selector: {app.kubernetes.io/name: rating}",
                        "Service rating-service selects the pods of 0 workloads"),
                new Damage(
                        "a namespace",
                        "kind: StatefulSet\nmetadata:\n  name: rating-service\n  namespace: assay",
                        "kind: StatefulSet\nmetadata:\n  name: rating-service\n  namespace: asay",
                        "unknown namespace asay"),
                new Damage(
                        "a container's port",
                        "containerPort: 7423",
                        "containerPort: 7323",
                        "its port management is not 7423"),
                new Damage(
                        "a Service's port",
                        "port: 7413, targetPort: http",
                        "port: 7412, targetPort: http",
                        "its port http is 7412 and leads to 7413"),
                new Damage(
                        "the name of a port",
                        "port: 7424, targetPort: management",
                        "port: 7424, targetPort: health",
                        "leads to health, which no container has"),
                new Damage("a probe's path", "/actuator/health/readiness", "/health/ready", "readiness probe"),
                new Damage("a probe", "          livenessProbe:\n", "          startupProbe:\n", "liveness probe"),
                new Damage(
                        "an image that moves",
                        "assay/rating-service:0.1.0",
                        "assay/rating-service:latest",
                        "has no fixed version"),
                new Damage(
                        "an image without a version",
                        "assay/weight-setter-service:0.1.0",
                        "assay/weight-setter-service",
                        "has no fixed version"),
                new Damage("a pod of root's", "runAsNonRoot: true", "runAsNonRoot: false", "runAsNonRoot"),
                new Damage(
                        "a pod without seccomp",
                        "        seccompProfile: {type: RuntimeDefault}\n",
                        "",
                        "seccompProfile"),
                new Damage(
                        "a capability",
                        "capabilities: {drop: [ALL]}",
                        "capabilities: {drop: [ALL], add: [NET_RAW]}",
                        "capabilities are not dropped"),
                new Damage(
                        "an escalation",
                        "allowPrivilegeEscalation: false",
                        "allowPrivilegeEscalation: true",
                        "allowPrivilegeEscalation"),
                new Damage(
                        "a root that can be written",
                        "readOnlyRootFilesystem: true",
                        "readOnlyRootFilesystem: false",
                        "readOnlyRootFilesystem"),
                new Damage(
                        "a namespace that lets anything in",
                        "enforce: restricted",
                        "enforce: baseline",
                        "does not enforce restricted pods"),
                new Damage(
                        "a GPU that is not there",
                        "            - {name: ASSAY_EVALUATION_DIRECTORY",
                        "            - {name: ASSAY_EVALUATION_DEVICE, value: gpu0}\n            - {name: ASSAY_EVALUATION_DIRECTORY",
                        "computes on a GPU and gets none"),
                new Damage(
                        "a GPU for nothing",
                        "limits: {memory: 8Gi}",
                        "limits: {memory: 8Gi, nvidia.com/gpu: \"1\"}",
                        "gets a GPU for nothing"),
                new Damage(
                        "a GPU on any node",
                        "limits: {memory: 8Gi}",
                        "limits: {memory: 8Gi, nvidia.com/gpu: \"1\"}",
                        "may be put where none is"),
                new Damage("no limit of memory", "            limits: {memory: 8Gi}\n", "", "limit of memory"),
                new Damage(
                        "too little time to end",
                        "terminationGracePeriodSeconds: 60",
                        "terminationGracePeriodSeconds: 30",
                        "terminationGracePeriodSeconds is 30"),
                new Damage(
                        "a budget that holds up a drain",
                        "  maxUnavailable: 1\n",
                        "  maxUnavailable: 0\n",
                        "lets no pod be moved"),
                new Damage(
                        "a budget of nobody's",
                        "kind: PodDisruptionBudget\nmetadata:\n  name: rating-service",
                        "kind: ConfigMap\nmetadata:\n  name: rating-service",
                        "rating-service: has 0 budgets"),
                new Damage(
                        "a scaler of nothing",
                        "kind: Deployment, name: evaluation-service}",
                        "kind: Deployment, name: evaluation}",
                        "scales nothing"),
                new Damage("a scaler to none", "minReplicaCount: 2", "minReplicaCount: 0", "scales from 0"),
                new Damage(
                        "a scaler by another group", "group=\"evaluators\"", "group=\"workers\"", "does not ask for"),
                new Damage(
                        "replicas that a scaler sets",
                        "  # The new one has its model",
                        "  replicas: 2\n  # The new one has its model",
                        "has replicas of its own"),
                new Damage(
                        "a setting that was renamed",
                        "ASSAY_RATING_STATEDIR",
                        "ASSAY_RATING_STATEDIRECTORY",
                        "is no setting of it"),
                new Damage(
                        "another service's setting",
                        "ASSAY_WEIGHTS_HOTKEYFILE",
                        "ASSAY_RATING_THREADS",
                        "ASSAY_RATING_THREADS is no setting of it"),
                new Damage(
                        "a shared setting that is none",
                        "ASSAY_S3_BUCKET: assay",
                        "ASSAY_S3_BUCKETS: assay",
                        "ASSAY_S3_BUCKETS is no setting of it"),
                new Damage(
                        "a setting out of range",
                        "ASSAY_RATING_STANDBYREPLICAS, value: \"0\"",
                        "ASSAY_RATING_STANDBYREPLICAS, value: \"9\"",
                        "settings cannot be read"),
                new Damage(
                        "a missing setting",
                        "  ASSAY_CHAIN_ENDPOINTS: wss://node.example:443\n",
                        "",
                        "assay.chain.endpoints is missing"),
                new Damage(
                        "a secret that nobody makes",
                        "secretName: assay-hotkey",
                        "secretName: hotkey",
                        "the Secret hotkey is not known"),
                new Damage(
                        "a secret that is written down",
                        "ASSAY_S3_BUCKET: assay",
                        "ASSAY_S3_SECRETACCESSKEY: abc",
                        "is written down"),
                new Damage(
                        "a volume that there is not",
                        "{name: sketch, mountPath",
                        "{name: sketches, mountPath",
                        "no volume is called sketches"),
                new Damage(
                        "a file where nothing is mounted",
                        "value: /config/hparams.json",
                        "value: /conf/hparams.json",
                        "where nothing is mounted"),
                new Damage(
                        "nothing denied",
                        "policyTypes: [Ingress, Egress]",
                        "policyTypes: [Ingress]",
                        "no NetworkPolicy denies everything"),
                new Damage(
                        "the broker's port",
                        "port: 9092}",
                        "port: 9093}",
                        "reach assay-kafka-bootstrap.kafka.svc:9092"),
                new Damage(
                        "names of hosts",
                        "kubernetes.io/metadata.name: kube-system",
                        "kubernetes.io/metadata.name: dns",
                        "reach kube-dns.kube-system.svc:53"),
                new Damage(
                        "the way to the chain",
                        "values: [gradient-ingest-service, evaluation-service, weight-setter-service]",
                        "values: [gradient-ingest-service, evaluation-service]",
                        "weight-setter-service: no NetworkPolicy lets it reach node.example:443"),
                new Damage(
                        "the way to the meters",
                        "port: management}\n---",
                        "port: 7421}\n---",
                        "in through the port management"),
                new Damage(
                        "a way for anybody",
                        "    - from:\n        - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}\n      ports:",
                        "    - ports:",
                        "lets anybody"),
                new Damage(
                        "a monitor of another port",
                        "    - port: management",
                        "    - port: http",
                        "ServiceMonitor: asks"),
                new Damage(
                        "a job of another name",
                        "jobLabel: app.kubernetes.io/part-of",
                        "jobLabel: app.kubernetes.io/name",
                        "is not assay"),
                new Damage(
                        "no topic",
                        "kind: KafkaTopic\nmetadata:\n  name: windows\n",
                        "kind: KafkaTopic\nmetadata:\n  name: window\n",
                        "KafkaTopic windows is missing"),
                new Damage("a topic's partitions", "  partitions: 1\n", "  partitions: 12\n", "partitions are not 1"),
                new Damage(
                        "a record that is forgotten",
                        "cleanup.policy: delete, retention.ms: -1",
                        "cleanup.policy: delete, retention.ms: 604800000",
                        "its configuration is"));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void isFound(Damage damage) {
        var whole = Folder.written();
        var at = whole.indexOf(damage.from());
        assertThat(at).as("what is to be damaged is there").isNotNegative();
        var damaged = whole.substring(0, at)
                + damage.to()
                + whole.substring(at + damage.from().length());
        assertThat(Overlay.of(Manifest.parse(damaged)).findings())
                .anySatisfy(finding -> assertThat(finding).contains(damage.found()));
    }
}
