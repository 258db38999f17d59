package io.assay.chain.rpc;

import io.netty.handler.ssl.SslHandler;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** TLS to a node, whose certificate must be for the endpoint's host. */
final class Tls {
    private Tls() {}

    static SslHandler handler(Endpoint endpoint, @Nullable SSLContext trust) {
        var engine = (trust == null ? jvmTrust() : trust).createSSLEngine(endpoint.host(), endpoint.port());
        engine.setUseClientMode(true);
        var parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return new SslHandler(engine);
    }

    private static SSLContext jvmTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JVM has no TLS", e);
        }
    }
}
