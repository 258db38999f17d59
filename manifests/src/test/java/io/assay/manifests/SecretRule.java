package io.assay.manifests;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Secrets are named and never written down, and whatever is named is there or is what README.md lets the operator make. */
final class SecretRule implements Rule {
    private static final Set<String> SECRETS = Set.of(Environment.STORE_SECRET, "assay-hotkey", "assay-sketch");
    private static final Set<String> CONFIG_MAPS = Set.of("assay-hparams");
    private static final Pattern SECRET =
            Pattern.compile(".*(SECRET|ACCESSKEYID|TOKEN(?!S)|PASSWORD|SEED|HOTKEY)(?!.*FILE).*");

    @Override
    public Stream<String> findings(Overlay overlay) {
        return Stream.concat(
                overlay.all(ConfigMap.class).stream()
                        .flatMap(map -> written("ConfigMap " + map.getMetadata().getName(), map.getData())),
                overlay.workloads().stream().flatMap(workload -> findings(overlay, workload)));
    }

    private static Stream<String> written(String where, Map<String, String> variables) {
        return variables.keySet().stream()
                .filter(name -> SECRET.matcher(name).matches())
                .map(name -> where + ": " + name + " is written down");
    }

    private static Stream<String> findings(Overlay overlay, Workload workload) {
        var maps = overlay.all(ConfigMap.class).stream()
                .map(map -> map.getMetadata().getName())
                .collect(Collectors.toSet());
        maps.addAll(CONFIG_MAPS);
        return Stream.concat(
                workload.containers().stream()
                        .flatMap(container -> Stream.concat(
                                written(container.getName(), Environment.own(container)), mounts(workload, container))),
                Stream.concat(
                        unknown(workload, "Secret", secrets(workload), SECRETS),
                        unknown(workload, "ConfigMap", configMaps(workload), maps)));
    }

    private static Stream<String> unknown(Workload workload, String kind, Stream<String> names, Set<String> known) {
        return names.filter(name -> !known.contains(name))
                .map(name -> workload.name() + ": the " + kind + " " + name + " is not known");
    }

    private static Stream<String> secrets(Workload workload) {
        return Stream.concat(
                workload.spec().getVolumes().stream()
                        .filter(volume -> volume.getSecret() != null)
                        .map(volume -> volume.getSecret().getSecretName()),
                workload.containers().stream()
                        .flatMap(container -> container.getEnvFrom().stream())
                        .filter(from -> from.getSecretRef() != null)
                        .map(from -> from.getSecretRef().getName()));
    }

    private static Stream<String> configMaps(Workload workload) {
        return Stream.concat(
                workload.spec().getVolumes().stream()
                        .filter(volume -> volume.getConfigMap() != null)
                        .map(volume -> volume.getConfigMap().getName()),
                workload.containers().stream()
                        .flatMap(container -> container.getEnvFrom().stream())
                        .filter(from -> from.getConfigMapRef() != null)
                        .map(from -> from.getConfigMapRef().getName()));
    }

    /** What is mounted is a volume of the pod or a claim of the set; and files that settings name are below a mount. */
    private static Stream<String> mounts(Workload workload, Container container) {
        var volumes = workload.spec().getVolumes().stream().map(Volume::getName).collect(Collectors.toSet());
        volumes.addAll(workload.claims());
        var paths = container.getVolumeMounts().stream()
                .map(VolumeMount::getMountPath)
                .toList();
        return Stream.concat(
                container.getVolumeMounts().stream()
                        .filter(mount -> !volumes.contains(mount.getName()))
                        .map(mount -> workload.name() + ": no volume is called " + mount.getName()),
                Environment.own(container).entrySet().stream()
                        .filter(each -> each.getValue().startsWith("/"))
                        .filter(each ->
                                paths.stream().noneMatch(path -> (each.getValue() + "/").startsWith(path + "/")))
                        .map(each -> workload.name() + ": " + each.getKey() + " is " + each.getValue()
                                + ", where nothing is mounted"));
    }
}
