package io.assay.rating.web.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.rating.Subnets;
import io.assay.rating.core.Windows;
import io.assay.rating.record.Chain;
import io.assay.rating.record.Position;
import io.assay.rating.record.RecentVerdicts;
import io.assay.rating.record.SettledWindow;
import io.assay.rating.record.VerdictSummary;
import io.assay.rating.web.AskedSubnet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The stream on real connections: a client that stops reading beside one that reads. */
@Timeout(60)
class SlowClientTest {
    private static final SettledWindow LARGE = new Chain(3, 200).settled(1);
    private static final StreamSettings SETTINGS =
            new StreamSettings(2, Duration.ofMinutes(5), 16, Duration.ofMillis(100));

    private final RecentVerdicts recent = new RecentVerdicts(List.of(3), 1_000);
    private final VerdictStream stream = new VerdictStream(recent, SETTINGS, Schedulers.parallel());
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final HttpClient http = HttpClient.newHttpClient();
    private DisposableServer server;

    @EnableWebFlux
    static class Web {}

    @BeforeEach
    void serve() {
        context.registerBean(
                StreamController.class,
                () -> new StreamController(new AskedSubnet(new Subnets(Windows.HPARAMS)), stream));
        context.register(Web.class);
        context.refresh();
        stream.start();
        var handler = WebHttpHandlerBuilder.applicationContext(context).build();
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
    }

    @AfterEach
    void end() {
        http.shutdownNow();
        stream.stop();
        server.disposeNow();
        context.close();
    }

    @Test
    void isCutOffAndItsConnectionClosedWhileTheOtherGetsEverything() throws Exception {
        try (var slow = new Socket()) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress("127.0.0.1", server.port()));
            slow.getOutputStream().write("GET /api/v1/stream HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            var lines = reader();
            while (stream.clients() < 2) {
                Thread.onSpinWait();
            }
            var window = 0;
            while (stream.clients() == 2) {
                settle(++window);
                assertThat(nextId(lines)).isEqualTo("id:3/" + window);
            }
            assertThat(window).isGreaterThan(SETTINGS.behind());
            readsToTheEnd(slow);
            settle(++window);
            assertThat(nextId(lines)).isEqualTo("id:3/" + window);
        }
    }

    @Test
    void everyStreamEndsWithTheService() throws Exception {
        var lines = reader();
        settle(1);
        assertThat(nextId(lines)).isEqualTo("id:3/1");
        stream.stop();
        assertThat(nextId(lines)).isEqualTo("the stream ended");
    }

    private Iterator<String> reader() throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + server.port() + "/api/v1/stream");
        var response = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body().iterator();
    }

    private void settle(long window) {
        var line = LARGE.summary();
        var summary = new VerdictSummary(
                window,
                window,
                line.degraded(),
                line.roster(),
                line.drawn(),
                line.arrived(),
                line.evaluated(),
                line.changes(),
                line.weighted(),
                line.verdictHash());
        var settled = new SettledWindow(
                3,
                summary,
                LARGE.standings(),
                List.of(),
                List.of(),
                List.of(),
                line.verdictHash(),
                new Position(0, window));
        recent.add(settled);
        stream.settled(settled);
    }

    /** The id of the event {@code standings} that comes next. */
    private static String nextId(Iterator<String> lines) {
        var id = "";
        while (lines.hasNext()) {
            var line = lines.next();
            id = line.startsWith("id:") ? line : id;
            if (line.equals("event:standings")) {
                return id;
            }
        }
        return "the stream ended";
    }

    private static void readsToTheEnd(Socket socket) throws IOException {
        var all = socket.getInputStream().readAllBytes();
        assertThat(all).isNotEmpty();
    }
}
