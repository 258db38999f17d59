package io.assay.miner;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.assay.chain.key.Hotkey;
import io.assay.chain.key.RequestSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class HttpNoticesTest {
    private static final Hotkey ALICE = Hotkey.fromUri("//Alice");
    private static final Hotkey BOB = Hotkey.fromUri("//Bob");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

    private final Logger logger = (Logger) LoggerFactory.getLogger(HttpNotices.class);
    private final Lines lines = new Lines();
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private HttpNotices notices;
    private volatile int status = 202;
    private volatile boolean retryAfter;

    /** What is logged. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        final List<ILoggingEvent> all = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            all.add(event);
        }

        List<String> at(Level level) {
            return all.stream()
                    .filter(event -> event.getLevel() == level)
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/v1/arrivals", this::take);
        server.createContext("/", exchange -> exchange.sendResponseHeaders(500, -1));
        server.start();
        notices = new HttpNotices(address(), 3, () -> NOW);
        lines.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(lines);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        end.countDown();
        logger.detachAppender(lines);
        logger.setLevel(null);
        notices.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            var signature = RequestSignature.parse(
                    String.valueOf(headers.getFirst("Assay-Hotkey")),
                    String.valueOf(headers.getFirst("Assay-Timestamp")),
                    String.valueOf(headers.getFirst("Assay-Signature")));
            if (signature.verify(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body)) {
                accepted.add(signature.hotkey() + " " + signature.signedAt() + " " + headers.getFirst("Content-Type")
                        + " " + new String(body, StandardCharsets.UTF_8));
            }
            answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        if (status == 0) {
            end.await();
        } else if (status == 202) {
            exchange.sendResponseHeaders(202, -1);
        } else {
            if (retryAfter) {
                exchange.getResponseHeaders().set("Retry-After", "5");
            }
            var problem = "{\"detail\":\"why\nnot\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, problem.length);
            exchange.getResponseBody().write(problem);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(10);
        }
    }

    private void awaitLines(int many) throws InterruptedException {
        await(() -> lines.all.size() == many);
    }

    @Test
    void tellsWhatTheContractAsksFor() throws InterruptedException {
        notices.tell(ALICE, 7);
        awaitLines(1);
        assertThat(accepted)
                .containsExactly(ALICE.address() + " " + NOW + " application/json {\"netuid\":3,\"window\":7}");
        assertThat(lines.at(Level.INFO)).isEmpty();
    }

    @Test
    void saysOnceThatItIsRefusedUntilItWorksAgain() throws InterruptedException {
        status = 404;
        for (var window = 1; window <= 3; window++) {
            notices.tell(ALICE, window);
            awaitLines(window);
        }
        assertThat(lines.at(Level.INFO))
                .containsExactly(
                        ALICE + " window 1: " + address() + "/api/v1/arrivals was not told of the upload, which"
                                + " it finds all the same: it answered 404 {\"detail\":\"why not\"}");
        notices.tell(BOB, 3);
        awaitLines(4);
        assertThat(lines.at(Level.INFO)).hasSize(2);
        status = 202;
        notices.tell(ALICE, 4);
        awaitLines(5);
        status = 503;
        notices.tell(ALICE, 5);
        awaitLines(6);
        assertThat(lines.at(Level.INFO))
                .hasSize(3)
                .last()
                .asString()
                .contains("window 5")
                .contains("503");
        assertThat(accepted).hasSize(6);
    }

    @Test
    void isContentWithAServiceThatHasNotSeenTheClosingBlock() throws InterruptedException {
        status = 404;
        retryAfter = true;
        notices.tell(ALICE, 1);
        awaitLines(1);
        assertThat(lines.at(Level.INFO)).isEmpty();
        status = 429;
        notices.tell(ALICE, 2);
        awaitLines(2);
        assertThat(lines.at(Level.INFO)).hasSize(1);
    }

    @Test
    void givesUpOnAServiceThatDoesNotAnswer() throws InterruptedException {
        status = 0;
        notices.tell(ALICE, 1);
        awaitLines(1);
        assertThat(lines.at(Level.INFO)).hasSize(1);
        assertThat(accepted).hasSize(1);
    }

    @Test
    void outlivesAServiceThatIsNotThere() throws InterruptedException {
        server.stop(0);
        notices.tell(ALICE, 1);
        awaitLines(1);
        assertThat(lines.at(Level.INFO)).hasSize(1).first().asString().contains("ConnectException");
    }

    @Test
    void canBeAskedToTellAfterItsEnd() throws InterruptedException {
        notices.close();
        notices.tell(ALICE, 1);
        awaitLines(1);
        assertThat(lines.at(Level.INFO)).hasSize(1);
        assertThat(accepted).isEmpty();
    }

    @Test
    void logsNoSignature() throws InterruptedException {
        notices.tell(ALICE, 1);
        status = 404;
        notices.tell(ALICE, 2);
        awaitLines(2);
        assertThat(lines.all.stream().map(ILoggingEvent::getFormattedMessage))
                .noneMatch(line -> line.matches(".*[0-9a-f]{64}.*"));
    }
}
