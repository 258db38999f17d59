package io.assay.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pods are what the pod security standard "restricted" demands, and more: nothing of them can be written. */
final class SecurityRule implements Rule {
    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";

    @Override
    public Stream<String> findings(Overlay overlay) {
        return overlay.workloads().stream()
                .flatMap(workload -> Stream.concat(
                        namespace(overlay, workload),
                        Stream.concat(
                                pod(workload.name(), workload.spec()),
                                workload.containers().stream().flatMap(SecurityRule::container))));
    }

    private static Stream<String> namespace(Overlay overlay, Workload workload) {
        return overlay.all(Namespace.class).stream()
                .filter(namespace -> namespace
                        .getMetadata()
                        .getName()
                        .equals(workload.metadata().getNamespace()))
                .flatMap(namespace -> Rule.unless(
                        "restricted".equals(namespace.getMetadata().getLabels().get(ENFORCE)),
                        "Namespace " + namespace.getMetadata().getName() + " does not enforce restricted pods"));
    }

    private static Stream<String> pod(String name, PodSpec pod) {
        var context = pod.getSecurityContext();
        if (context == null) {
            return Stream.of(name + ": its pod has no security context");
        }
        var seccomp = context.getSeccompProfile();
        return Stream.of(
                        Rule.unless(
                                Boolean.TRUE.equals(context.getRunAsNonRoot()), name + ": runAsNonRoot is not true"),
                        Rule.unless(
                                context.getRunAsUser() != null && context.getRunAsUser() > 0,
                                name + ": runAsUser is not a user other than root"),
                        Rule.unless(
                                seccomp != null && "RuntimeDefault".equals(seccomp.getType()),
                                name + ": seccompProfile is not RuntimeDefault"),
                        Rule.unless(
                                Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()),
                                name + ": its pods get a token of the API server"),
                        Rule.unless(
                                !isTrue(pod.getHostNetwork()) && !isTrue(pod.getHostPID()) && !isTrue(pod.getHostIPC()),
                                name + ": its pods share something with the host"))
                .flatMap(each -> each);
    }

    private static Stream<String> container(Container container) {
        var name = container.getName();
        var context = Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
        var capabilities = context.getCapabilities();
        return Stream.of(
                        Rule.unless(
                                Boolean.FALSE.equals(context.getAllowPrivilegeEscalation()),
                                name + ": allowPrivilegeEscalation is not false"),
                        Rule.unless(
                                isTrue(context.getReadOnlyRootFilesystem()),
                                name + ": readOnlyRootFilesystem is not true"),
                        Rule.unless(
                                capabilities != null
                                        && capabilities.getDrop().equals(List.of("ALL"))
                                        && capabilities.getAdd().isEmpty(),
                                name + ": capabilities are not dropped"),
                        Rule.unless(!isTrue(context.getPrivileged()), name + ": is privileged"),
                        Rule.unless(
                                container.getResources() != null
                                        && container.getResources().getLimits().containsKey("memory")
                                        && container
                                                .getResources()
                                                .getRequests()
                                                .containsKey("cpu"),
                                name + ": resources name no cpu to request or no limit of memory"))
                .flatMap(each -> each);
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
