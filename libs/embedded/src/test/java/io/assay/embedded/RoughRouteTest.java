package io.assay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.assay.embedded.RoughRoute.Fate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RoughRouteTest {
    private static final int SIZE = 200_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer store;
    private RoughRoute route;
    private volatile Fate fate = new Fate.Passes();

    @BeforeEach
    void open() throws IOException {
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/bucket", exchange -> {
            try (exchange) {
                var chunked = exchange.getRequestURI().getPath().endsWith("chunked");
                exchange.sendResponseHeaders(chunked ? 412 : 200, chunked ? 0 : SIZE);
                exchange.getResponseBody().write(new byte[SIZE]);
            }
        });
        store.start();
        route = RoughRoute.to(
                URI.create("http://127.0.0.1:" + store.getAddress().getPort()), (method, path) -> {
                    assertThat(method).isEqualTo("GET");
                    assertThat(path).startsWith("/bucket/");
                    return fate;
                });
    }

    @AfterEach
    void close() {
        route.close();
        store.stop(0);
        client.close();
    }

    private HttpResponse<byte[]> get(String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(route.endpoint() + "/bucket/" + key))
                .timeout(Duration.ofSeconds(1))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void passesOneRequestAfterAnotherUnchanged() throws Exception {
        for (var i = 0; i < 3; i++) {
            assertThat(get("a").body()).hasSize(SIZE);
            assertThat(get("chunked").statusCode()).isEqualTo(412);
        }
    }

    @Test
    void refuses() throws Exception {
        fate = new Fate.Refused(503);
        assertThat(get("a").statusCode()).isEqualTo(503);
        fate = new Fate.Passes();
        assertThat(get("a").statusCode()).isEqualTo(200);
    }

    @Test
    void isSilent() {
        fate = new Fate.Silence();
        assertThatThrownBy(() -> get("a")).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void breaksOff() {
        fate = new Fate.Cut(SIZE / 2);
        assertThatThrownBy(() -> get("a")).isInstanceOf(IOException.class);
    }

    @Test
    void crawls() {
        fate = new Fate.Crawl(SIZE / 100);
        var request = HttpRequest.newBuilder(URI.create(route.endpoint() + "/bucket/a"))
                .build();
        var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        answer.cancel(true);
    }
}
