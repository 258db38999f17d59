package io.assay.manifests;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment of a workload's containers; what a reference stands for is not known here, and has a stand-in. */
final class Environment {
    /** What the secret of the store holds, by deploy/k8s/README.md. */
    static final String STORE_SECRET = "assay-store";

    private static final Map<String, String> STORE =
            Map.of("ASSAY_S3_ACCESSKEYID", "stand-in", "ASSAY_S3_SECRETACCESSKEY", "stand-in");

    private Environment() {}

    static Map<String, String> of(Overlay overlay, Workload workload) {
        var all = new LinkedHashMap<String, String>();
        for (var container : workload.containers()) {
            all.putAll(shared(overlay, container));
            container.getEnvFrom().stream()
                    .filter(from -> from.getSecretRef() != null
                            && STORE_SECRET.equals(from.getSecretRef().getName()))
                    .forEach(_ -> all.putAll(STORE));
            all.putAll(own(container));
        }
        return all;
    }

    /** From config maps. */
    static Map<String, String> shared(Overlay overlay, Container container) {
        var all = new LinkedHashMap<String, String>();
        container.getEnvFrom().stream()
                .filter(from -> from.getConfigMapRef() != null)
                .forEach(from -> overlay.all(ConfigMap.class).stream()
                        .filter(map -> map.getMetadata()
                                .getName()
                                .equals(from.getConfigMapRef().getName()))
                        .forEach(map -> all.putAll(map.getData())));
        return all;
    }

    /** Its own variables. */
    static Map<String, String> own(Container container) {
        var all = new LinkedHashMap<String, String>();
        container
                .getEnv()
                .forEach(each -> all.put(each.getName(), each.getValue() == null ? "stand-in" : each.getValue()));
        return all;
    }
}
