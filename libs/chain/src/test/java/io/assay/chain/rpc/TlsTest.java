package io.assay.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node behind TLS with a certificate of its own for {@code localhost}. */
@Timeout(60)
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        var store = folder.resolve("store.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-keyalg",
                        "EC",
                        "-alias",
                        "node",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        tls = context(keys);
    }

    @Test
    void trustedNodeIsReached() throws IOException {
        try (var node = node();
                var client = RpcClient.start(
                        Nodes.settings(endpoint("localhost", node)).withTls(tls))) {
            assertThat(client.call("state_test", List.of())).isNotNull();
        }
    }

    @Test
    void certificateForAnotherHostIsRefused() throws IOException {
        try (var node = node();
                var client = RpcClient.start(
                        Nodes.settings(endpoint("127.0.0.1", node)).withTls(tls))) {
            assertThat(refusal(client)).hasMessageContaining("wss://127.0.0.1").hasMessageContaining("127.0.0.1 found");
        }
    }

    @Test
    void certificateThatNobodyVouchesForIsRefused() throws IOException {
        try (var node = node();
                var client = RpcClient.start(Nodes.settings(endpoint("localhost", node)))) {
            assertThat(refusal(client)).hasMessageContaining("SSLHandshakeException");
        }
    }

    @Test
    void nodeWithoutTlsIsRefused() throws IOException {
        try (var node = ScriptedNode.start(socket -> {
                    socket.raw("HTTP/1.1 400 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.fallSilent();
                });
                var client = RpcClient.start(
                        Nodes.settings(Endpoint.parse(node.endpoint().toString().replace("ws:", "wss:"))))) {
            assertThat(refusal(client)).hasMessageContaining("gave no connection");
        }
    }

    private static RpcException.Disconnected refusal(RpcClient client) {
        while (true) {
            var failure = catchThrowableOfType(
                    RpcException.Disconnected.class, () -> client.call("state_test", List.of(), Duration.ofMillis(50)));
            if (!String.valueOf(failure.getMessage()).contains("no endpoint has answered yet")) {
                return failure;
            }
        }
    }

    private static SSLServerSocket node() throws IOException {
        var server = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(server));
        return server;
    }

    private static void accept(SSLServerSocket server) {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            NodeSocket.serve(new NodeSocket(socket));
        } catch (IOException _) {
            // The client has gone.
        }
    }

    private static Endpoint endpoint(String host, SSLServerSocket server) {
        return Endpoint.parse("wss://" + host + ":" + server.getLocalPort());
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
