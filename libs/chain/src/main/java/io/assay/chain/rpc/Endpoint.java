package io.assay.chain.rpc;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a node listens. Prints as {@code scheme://host:port}: user, password, path and query of a URL may be credentials.
 */
public final class Endpoint {
    private static final int WS_PORT = 80;
    private static final int WSS_PORT = 443;

    private final URI target;
    private final boolean tls;
    private final Optional<String> authorization;

    private Endpoint(URI target, boolean tls, Optional<String> authorization) {
        this.target = target;
        this.tls = tls;
        this.authorization = authorization;
    }

    /**
     * Reads {@code ws://} or {@code wss://[user:password@]host[:port][/path][?query]}. User and password become HTTP basic
     * authorization.
     *
     * @throws IllegalArgumentException telling what is wrong, without the text
     */
    public static Endpoint parse(String url) {
        var uri = uri(url);
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        require(scheme.equals("ws") || scheme.equals("wss"), "its scheme is not ws or wss");
        require(uri.getHost() != null, "it names no host");
        require(uri.getPort() != 0 && uri.getPort() <= 0xFFFF, "its port is outside 1 to 65535");
        require(uri.getRawFragment() == null, "it has a fragment (#), which no endpoint has");
        return new Endpoint(
                withoutUser(uri, scheme),
                scheme.equals("wss"),
                Optional.ofNullable(uri.getUserInfo()).map(Endpoint::basic));
    }

    /** What is asked for: never for a log. */
    URI target() {
        return target;
    }

    String host() {
        var host = target.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return target.getPort();
    }

    boolean tls() {
        return tls;
    }

    /** Value of the header Authorization: never for a log. */
    Optional<String> authorization() {
        return authorization;
    }

    @Override
    public String toString() {
        return target.getScheme() + "://" + target.getHost() + ":" + target.getPort();
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw refusal("it is no URL: " + e.getReason() + " at character " + e.getIndex());
        }
    }

    private static URI withoutUser(URI uri, String scheme) {
        var port = uri.getPort() > 0 ? uri.getPort() : scheme.equals("wss") ? WSS_PORT : WS_PORT;
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(scheme + "://" + uri.getHost() + ":" + port + path + query);
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw refusal(what);
        }
    }

    private static IllegalArgumentException refusal(String what) {
        return new IllegalArgumentException("endpoint cannot be used: " + what + "; allowed: ws(s)://host:port");
    }
}
