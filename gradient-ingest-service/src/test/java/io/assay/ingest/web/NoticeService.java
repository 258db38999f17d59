package io.assay.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.key.Hotkey;
import io.assay.chain.key.RequestSignature;
import io.assay.ingest.core.WindowLedger;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.AssayService;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * The real API on a real web server, and a client of it. Window 3 is closed; the uploads of 4 are looked for; 5 is open.
 * Alice takes part in 4 and 5, Bob in 5 only, Carol in both but has no bucket.
 */
final class NoticeService implements AutoCloseable {
    static final Hotkey ALICE = Hotkey.fromUri("//Alice");
    static final Hotkey BOB = Hotkey.fromUri("//Bob");
    static final Hotkey CAROL = Hotkey.fromUri("//Charlie");
    static final Hotkey STRANGER = Hotkey.fromUri("//Stranger");
    static final String PATH = "/api/v1/arrivals";

    private final ConfigurableApplicationContext context;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private NoticeService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static NoticeService start(String... more) {
        var settings = Stream.of(
                "--server.port=0",
                "--management.server.port=0",
                // Not all is here that readiness asks for.
                "--management.endpoint.health.validate-group-membership=false");
        return new NoticeService(AssayService.start(
                Api.class,
                "gradient-ingest-service",
                Stream.concat(settings, Stream.of(more)).toArray(String[]::new)));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ApiConfiguration.class)
    static class Api {
        @Bean
        HParams hparams() throws IOException {
            return HParamsJson.overlay(
                    HParamsJson.read(Files.readString(Path.of("..", "hparams.json"))),
                    "{\"netuid\": 3, \"blocks_per_window\": 10}");
        }

        @Bean
        WindowLedger windowLedger() {
            var ledger = new WindowLedger();
            ledger.apply(opened(3, ALICE, CAROL));
            ledger.apply(opened(4, ALICE, CAROL));
            ledger.apply(opened(5, ALICE, CAROL, BOB));
            var hash = "0x" + "ab".repeat(32);
            ledger.apply(new WindowClosed(3, 3, 0, 40, hash, Instant.EPOCH, Instant.EPOCH, List.of()));
            return ledger;
        }

        private static WindowOpened opened(long window, Hotkey... registered) {
            var roster = IntStream.range(0, registered.length)
                    .mapToObj(uid -> new RosterEntry(uid, registered[uid].address(), true))
                    .toList();
            return new WindowOpened(
                    3, window, window, window * 10, Instant.EPOCH, roster, List.of(), List.of(), "0".repeat(64));
        }

        @Bean
        NotedHints hints() {
            var hints = new NotedHints();
            hints.searched.put(4L, Set.of(ALICE.address()));
            return hints;
        }

        @Bean
        StandingClock clock() {
            return new StandingClock();
        }

        @Bean
        @Primary
        GatedCheck gatedCheck() {
            return new GatedCheck();
        }
    }

    List<String> hints() {
        return context.getBean(NotedHints.class).hints;
    }

    GatedCheck check() {
        return context.getBean(GatedCheck.class);
    }

    Instant now() {
        return context.getBean(StandingClock.class).instant();
    }

    /** Makes all timestamps of before old. */
    void passAMinute() {
        context.getBean(StandingClock.class).advanceMillis(60_001);
    }

    /** Notices by outcome. */
    Map<String, Integer> counted() {
        return context.getBean(MeterRegistry.class).find("assay.notices").counters().stream()
                .collect(Collectors.toMap(NoticeService::outcome, counter -> (int) counter.count()));
    }

    private static String outcome(Counter counter) {
        return Objects.requireNonNull(counter.getId().getTag("outcome"));
    }

    /** Waits until so many signatures are being checked or wait for it. */
    void awaitPending(int many) throws InterruptedException {
        var gauge = context.getBean(MeterRegistry.class)
                .get("assay.notices.pending")
                .gauge();
        await(() -> gauge.value() == many);
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(10);
        }
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    static byte[] body(long window) {
        return "{\"netuid\":3,\"window\":%d}".formatted(window).getBytes(StandardCharsets.UTF_8);
    }

    /** A signed notice. */
    HttpRequest notice(Hotkey hotkey, Instant at, byte[] body) {
        return signed(RequestSignature.sign(hotkey, at, "POST", PATH, body), body);
    }

    HttpRequest signed(RequestSignature signature, byte[] body) {
        var request = request(PATH).header("Content-Type", "application/json");
        signature.headers().forEach(request::header);
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    /** Sends it and expects that it is refused, for this reason, with nothing done. */
    void refuses(HttpRequest request, int status, String outcome, String detail) throws Exception {
        var before = counted();
        var answer = send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"detail\":" + quoted(detail)).contains("\"status\":" + status);
        assertThat(hints()).isEmpty();
        before.merge(outcome, 1, Integer::sum);
        assertThat(counted()).isEqualTo(before);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }

    @Override
    public void close() {
        try (http;
                context) {
            http.shutdownNow();
        }
    }
}
