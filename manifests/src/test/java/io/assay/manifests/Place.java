package io.assay.manifests;

import java.net.URI;
import java.util.Optional;

/** Where something is that a setting names. */
record Place(String host, int port) {
    private static final String CLUSTER = ".svc";

    /** Of {@code host:port} or an address with a scheme. */
    static Place of(String address) {
        var uri = URI.create((address.contains("://") ? address : "kafka://" + address).replace("{bucket}", "bucket"));
        return new Place(uri.getHost(), uri.getPort() > 0 ? uri.getPort() : standard(uri.getScheme()));
    }

    private static int standard(String scheme) {
        return switch (scheme) {
            case "https", "wss" -> 443;
            case "http", "ws" -> 80;
            default -> throw new IllegalArgumentException("an address of the scheme " + scheme + " needs a port");
        };
    }

    /** The cluster's namespace that it is in, if it is in the cluster. */
    Optional<String> namespace() {
        if (!host.endsWith(CLUSTER)) {
            return Optional.empty();
        }
        var inside = host.substring(0, host.length() - CLUSTER.length());
        return Optional.of(inside.substring(inside.lastIndexOf('.') + 1));
    }
}
