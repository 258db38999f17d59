package io.assay.manifests;

import io.assay.ingest.GradientIngestApplication;
import io.assay.rating.RatingApplication;
import io.assay.service.settings.ChainSettings;
import io.assay.service.settings.KafkaSettings;
import io.assay.service.settings.StoreSettings;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Everything is denied; and each service may still reach what its settings name, and be reached by who needs it. */
final class NetworkRule implements Rule {
    /** What miners and who looks at the page come to, by a proxy. */
    private static final Set<String> PROXIED = Set.of(GradientIngestApplication.NAME, RatingApplication.NAME);

    private static final String NAMESPACE = "kubernetes.io/metadata.name";

    @Override
    public Stream<String> findings(Overlay overlay) {
        return Stream.of(
                        Rule.unless(
                                overlay.all(NetworkPolicy.class).stream().anyMatch(NetworkRule::deniesAll),
                                "no NetworkPolicy denies everything"),
                        overlay.all(NetworkPolicy.class).stream().flatMap(NetworkRule::tooWide),
                        overlay.workloads().stream().flatMap(workload -> reached(overlay, workload)),
                        overlay.workloads().stream().flatMap(workload -> reaches(overlay, workload)))
                .flatMap(each -> each);
    }

    private static boolean deniesAll(NetworkPolicy policy) {
        var spec = policy.getSpec();
        return Selectors.match(spec.getPodSelector(), Map.of())
                && spec.getPolicyTypes().containsAll(List.of("Ingress", "Egress"))
                && spec.getIngress().isEmpty()
                && spec.getEgress().isEmpty();
    }

    private static Stream<String> tooWide(NetworkPolicy policy) {
        var spec = policy.getSpec();
        return Rule.unless(
                spec.getIngress().stream()
                                .noneMatch(rule -> rule.getFrom().isEmpty()
                                        || rule.getPorts().isEmpty())
                        && spec.getEgress().stream()
                                .noneMatch(rule -> rule.getTo().isEmpty()
                                        || rule.getPorts().isEmpty()),
                "NetworkPolicy " + policy.getMetadata().getName() + " lets anybody, or through any port");
    }

    private static Stream<String> reached(Overlay overlay, Workload workload) {
        var proxied = PROXIED.contains(workload.name());
        return Stream.concat(
                in(overlay, workload, "management"), proxied ? in(overlay, workload, "http") : Stream.empty());
    }

    private static Stream<String> in(Overlay overlay, Workload workload, String port) {
        return Rule.unless(
                policies(overlay, workload)
                        .flatMap(policy -> policy.getSpec().getIngress().stream())
                        .anyMatch(rule -> opens(rule, port)),
                workload.name() + ": no NetworkPolicy lets anybody in through the port " + port);
    }

    private static boolean opens(NetworkPolicyIngressRule rule, String port) {
        return rule.getPorts().stream()
                .anyMatch(each -> port.equals(each.getPort().getStrVal()));
    }

    private static Stream<String> reaches(Overlay overlay, Workload workload) {
        var environment = Environment.of(overlay, workload);
        return Stream.concat(
                out(overlay, workload, new Place("kube-dns.kube-system.svc", 53)),
                ServiceFacts.of(workload.name()).stream()
                        .flatMap(facts -> addresses(facts, environment))
                        .map(Place::of)
                        .flatMap(place -> out(overlay, workload, place)));
    }

    /** What the service's settings name. */
    private static Stream<String> addresses(ServiceFacts facts, Map<String, String> environment) {
        return Stream.of(
                        facts.has(KafkaSettings.class) ? "ASSAY_KAFKA_BOOTSTRAPSERVERS" : "",
                        facts.has(StoreSettings.class) ? "ASSAY_S3_ENDPOINT" : "",
                        facts.has(ChainSettings.class) ? "ASSAY_CHAIN_ENDPOINTS" : "",
                        facts.environment().contains("ASSAY_INGEST_BUCKETENDPOINT")
                                ? "ASSAY_INGEST_BUCKETENDPOINT"
                                : "")
                .filter(environment::containsKey)
                .flatMap(
                        name -> Arrays.stream(environment.getOrDefault(name, "").split(",")));
    }

    private static Stream<String> out(Overlay overlay, Workload workload, Place place) {
        return Rule.unless(
                policies(overlay, workload)
                        .flatMap(policy -> policy.getSpec().getEgress().stream())
                        .anyMatch(rule -> leadsTo(rule, place)),
                workload.name() + ": no NetworkPolicy lets it reach " + place.host() + ":" + place.port());
    }

    private static boolean leadsTo(NetworkPolicyEgressRule rule, Place place) {
        return rule.getPorts().stream()
                        .anyMatch(port -> Integer.valueOf(place.port())
                                .equals(port.getPort().getIntVal()))
                && rule.getTo().stream().anyMatch(peer -> leadsTo(peer, place));
    }

    private static boolean leadsTo(NetworkPolicyPeer peer, Place place) {
        return place.namespace()
                .map(namespace -> peer.getNamespaceSelector() != null
                        && Map.of(NAMESPACE, namespace)
                                .equals(peer.getNamespaceSelector().getMatchLabels()))
                .orElseGet(() -> peer.getIpBlock() != null);
    }

    private static Stream<NetworkPolicy> policies(Overlay overlay, Workload workload) {
        return overlay.all(NetworkPolicy.class).stream()
                .filter(policy -> Selectors.match(policy.getSpec().getPodSelector(), workload.labels()));
    }
}
