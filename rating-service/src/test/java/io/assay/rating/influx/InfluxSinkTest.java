package io.assay.rating.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.figures.Outbox;
import io.assay.rating.figures.Outbox.Backoff;
import io.assay.rating.figures.WindowFigures;
import io.assay.rating.influx.InfluxSettings.Api;
import io.assay.rating.record.Chain;
import io.assay.rating.record.Position;
import io.assay.rating.record.RecordedVerdict;
import io.assay.service.settings.InvalidSettingException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Points of real verdicts, in a real InfluxDB 1.x, and by the protocol of 2.x. */
@Timeout(60)
class InfluxSinkTest {
    private static final Backoff SHORT = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100));
    private static final Instant TIME = Instant.ofEpochMilli(1_760_000_000_000L);

    @TempDir
    Path directory = Path.of("");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private static RecordedVerdict recorded(WindowVerdict verdict) {
        return new RecordedVerdict(
                verdict, new byte[0], new Position(0, verdict.window()), TIME.plusSeconds(verdict.window()));
    }

    private static void send(InfluxSink sink, WindowVerdict verdict) {
        sink.settled(recorded(verdict), WindowFigures.of(recorded(verdict)));
    }

    private double items(String outcome) {
        return meters.counter("assay.export.items", "sink", "influx", "outcome", outcome)
                .count();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }

    private static InfluxSettings v1(InfluxServer server, String password) {
        return settings(server.address().toString(), Api.V1, "assay", InfluxServer.USER, password, null);
    }

    private static InfluxSettings settings(
            String url,
            Api api,
            @Nullable String database,
            @Nullable String username,
            @Nullable String password,
            @Nullable String token) {
        return new InfluxSettings(
                url,
                api,
                database,
                username,
                password,
                "our org",
                "peers&scores",
                token,
                "",
                1000,
                10,
                Duration.ofSeconds(5));
    }

    @Test
    void aDatabaseHoldsWhatTheVerdictSays() throws Exception {
        try (var server = InfluxServer.start(directory)) {
            server.query("CREATE DATABASE assay");
            var chain = new Chain(3, 4);
            try (var sink = new InfluxSink(v1(server, InfluxServer.PASSWORD), SHORT, meters)) {
                var first = chain.next(1);
                var second = chain.next(2);
                send(sink, first);
                send(sink, second);
                var all = VerdictPoints.of("", recorded(first), WindowFigures.of(recorded(first)))
                                .size()
                        + VerdictPoints.of("", recorded(second), WindowFigures.of(recorded(second)))
                                .size();
                await(() -> items("sent") == all);
                holds(server, second);
                // The same again is the same: nothing is doubled by a restart.
                send(sink, second);
                await(() -> items("sent") > all + 5);
                holds(server, second);
            }
            assertThat(items("dropped") + items("refused")).isZero();
        }
    }

    private static void holds(InfluxServer server, WindowVerdict verdict) throws Exception {
        for (var standing : verdict.standings()) {
            skill(server, verdict, standing);
        }
        var window = server.query("SELECT evaluated_uids_count, gather_success_rate, loss_random_before, learning_rate"
                        + " FROM validator_window_v2 WHERE window = '2'")
                .at("/series/0/values/0");
        assertThat(window.get(0).asLong()).isEqualTo(TIME.plusSeconds(2).toEpochMilli());
        assertThat(window.get(1).asInt()).isEqualTo(4);
        assertThat(window.get(2).asDouble()).isEqualTo(100);
        assertThat(window.get(3).asDouble()).isPositive();
        assertThat(window.get(4).asDouble()).isEqualTo(verdict.hparams().learningRateAt(verdict.globalStep()));
        assertThat(server.query("SELECT count(mu) FROM validator_openskill")
                        .at("/series/0/values/0/1")
                        .asInt())
                .isEqualTo(8);
        assertThat(server.query("SELECT count(sync_score) FROM validator_sync_score")
                        .at("/series/0/values/0/1")
                        .asInt())
                .isEqualTo(8);
    }

    private static void skill(InfluxServer server, WindowVerdict verdict, Standing standing) throws Exception {
        var where = " WHERE eval_uid = '" + standing.uid() + "' AND window = '" + verdict.window()
                + "' AND global_step = '" + verdict.globalStep() + "'";
        var skill = server.query("SELECT mu, sigma, ordinal FROM validator_openskill" + where)
                .at("/series/0/values/0");
        assertThat(skill.get(1).asDouble()).isEqualTo(standing.mu());
        assertThat(skill.get(2).asDouble()).isEqualTo(standing.sigma());
        assertThat(skill.get(3).asDouble()).isEqualTo(standing.ordinal());
        var scores = server.query("SELECT gradient_score, binary_indicator, binary_moving_avg, sync_score, final_score,"
                        + " weight FROM validator_scores" + where)
                .at("/series/0/values/0");
        assertThat(scores.get(1).asDouble()).isEqualTo(standing.gradientScore());
        assertThat(scores.get(2).asInt()).isEqualTo(standing.binaryIndicator());
        assertThat(scores.get(3).asDouble()).isEqualTo(standing.binaryAverage());
        assertThat(scores.get(4).asDouble()).isEqualTo(standing.syncScore());
        assertThat(scores.get(5).asDouble()).isEqualTo(standing.finalScore());
        assertThat(scores.get(6).asDouble()).isEqualTo(standing.weight());
    }

    @Test
    void penaltiesAreThereWithTheirReasons() {
        var chain = new Chain(3, 3);
        chain.next(1);
        var verdict = chain.nextWithout(2, 1);
        var points = VerdictPoints.of("V", recorded(verdict), WindowFigures.of(recorded(verdict)));
        assertThat(points.stream().map(Point::line))
                .anyMatch(line -> line.startsWith("Vvalidator_slash,config_netuid=3,window=2,global_step=2,eval_uid=1,"
                                + "reason_code=missing_gradient_penalty score_before=")
                        && line.contains(",reason=\"MISSING\" "));
    }

    @Test
    void whatTheServerDoesNotTakeYetWaitsAndTheSecretIsToldToNobody() throws Exception {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(Outbox.class);
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        try (var server = InfluxServer.start(directory);
                var sink = new InfluxSink(v1(server, InfluxServer.PASSWORD), SHORT, meters);
                var wrong = new InfluxSink(v1(server, "wrong"), SHORT, new SimpleMeterRegistry())) {
            var verdict = new Chain(3, 2).next(1);
            send(sink, verdict);
            send(wrong, verdict);
            // There is no database: 404 until an operator makes it.
            await(() -> log.list.size() >= 2);
            assertThat(items("sent")).isZero();
            server.query("CREATE DATABASE assay");
            await(() -> items("sent") > 0);
            await(() -> log.list.size() >= 3);
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .noneMatch(line -> line.contains("secret") || line.contains("wrong"));
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void writesByTheProtocolOfTheSecondVersion() throws Exception {
        var taken = new CopyOnWriteArrayList<String>();
        var requests = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/base/api/v2/write", exchange -> {
            try (exchange) {
                var refused = refusal(exchange);
                // The first one finds a server that is busy.
                var status = refused != null ? 400 : requests.getAndIncrement() == 0 ? 503 : 204;
                if (status == 204) {
                    new String(new GZIPInputStream(exchange.getRequestBody()).readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(taken::add);
                }
                var said = (refused == null ? "" : refused).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, status == 204 ? -1 : said.length);
                if (status != 204) {
                    exchange.getResponseBody().write(said);
                }
            }
        });
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/base/";
        try (var sink = new InfluxSink(settings(url, Api.V2, null, null, null, "t0ken"), SHORT, meters)) {
            var verdict = new Chain(3, 5).next(1);
            send(sink, verdict);
            var points = VerdictPoints.of("", recorded(verdict), WindowFigures.of(recorded(verdict)));
            await(() -> taken.size() == points.size());
            assertThat(taken)
                    .containsExactlyElementsOf(points.stream().map(Point::line).toList());
            assertThat(items("refused")).isZero();
        } finally {
            server.stop(0);
        }
    }

    /** What the real one would answer with 400 or 401. */
    private static @Nullable String refusal(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return "not a POST";
        }
        if (!exchange.getRequestURI().getRawQuery().equals("precision=ms&org=our+org&bucket=peers%26scores")) {
            return "the query is " + exchange.getRequestURI().getRawQuery();
        }
        var headers = exchange.getRequestHeaders();
        return "Token t0ken".equals(headers.getFirst("Authorization"))
                        && "gzip".equals(headers.getFirst("Content-Encoding"))
                ? null
                : "the headers are " + headers.keySet();
    }

    @Test
    void aFullQueueDropsAndCountsAndARefusalEndsNothing() throws Exception {
        var answers = new CopyOnWriteArrayList<List<String>>();
        var open = new CountDownLatch(1);
        Outbox.Receiver<String> receiver = batch -> {
            open.await();
            answers.add(List.copyOf(batch));
            return batch.contains("bad") ? new Outbox.Answer.Refused("bad\nline") : new Outbox.Answer.Taken();
        };
        try (var outbox = new Outbox<>("influx", 3, 1, SHORT, receiver, meters)) {
            outbox.add(List.of("bad"));
            await(() -> meters.get("assay.export.waiting").gauge().value() == 0);
            outbox.add(List.of("a", "b", "c", "lost", "lost too"));
            assertThat(items("dropped")).isEqualTo(2);
            open.countDown();
            await(() -> items("sent") == 3);
            assertThat(items("refused")).isOne();
            assertThat(answers).containsExactly(List.of("bad"), List.of("a"), List.of("b"), List.of("c"));
        }
    }

    @Test
    void settingsAreCheckedAndKeepTheirSecrets() {
        assertThatThrownBy(() -> settings("http://localhost:8086", Api.V2, null, null, null, null))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("assay.influx.token");
        assertThatThrownBy(() -> settings("http://localhost:8086", Api.V1, null, null, null, null))
                .hasMessageContaining("assay.influx.database");
        assertThatThrownBy(() -> settings("http://u:hidden@localhost:8086", Api.V1, "assay", null, null, null))
                .hasMessageNotContaining("hidden")
                .hasMessageContaining("assay.influx.url");
        assertThat(settings("http://localhost:8086", Api.V2, null, "u", "hidden", "hidden"))
                .asString()
                .doesNotContain("hidden");
    }
}
