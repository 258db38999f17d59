package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.ExtrinsicId;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.SubnetTerms;
import io.assay.chain.WeightTarget;
import io.assay.chain.embedded.BeaconSpec;
import io.assay.chain.embedded.ChainSpec;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.GenesisNeuron;
import io.assay.chain.embedded.SubnetSpec;
import io.assay.chain.key.Hotkey;
import io.assay.chain.node.ChainNode;
import io.assay.chain.substrate.SubstrateChain;
import io.assay.chain.substrate.SubstrateSettings;
import io.assay.embedded.EmbeddedKafka;
import io.assay.protocol.event.WindowVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The service on a real broker and a real chain behind a real node. Each test has a subnet of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WeightSetterServiceTest {
    private static final byte[] SEED = HexFormat.of().parseHex("5e".repeat(32));
    private static final Hotkey VALIDATOR = Hotkey.fromSeed(SEED);
    private static final Duration BLOCK = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Path directory;
    private EmbeddedKafka kafka;
    private EmbeddedChain chain;
    private ChainNode node;

    @BeforeAll
    void begin(@TempDir Path empty) throws IOException {
        directory = empty;
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        chain = EmbeddedChain.open(directory.resolve("chain"), spec(), Clock.systemUTC());
        chain.start();
        node = ChainNode.start(chain, 0);
        Files.writeString(directory.resolve("seed"), HexFormat.of().formatHex(SEED) + "\n");
    }

    @AfterAll
    void end() {
        node.close();
        chain.close();
        kafka.close();
    }

    private static ChainSpec spec() {
        var subnets = List.of(plain(3), plain(4), SubnetSpec.withDefaults(committed(5)), plain(6), plain(7));
        var neurons = subnets.stream().flatMap(subnet -> neurons(subnet.terms().netuid()));
        var beacon = new BeaconSpec(Instant.EPOCH, Duration.ofSeconds(1));
        return new ChainSpec(BLOCK, subnets, Map.of(VALIDATOR.address(), 1_000_000L), neurons.toList(), beacon);
    }

    private static SubnetSpec plain(int netuid) {
        return SubnetSpec.withDefaults(new SubnetTerms(netuid, 100, 2, 1, 1, 0xFFFF, 100));
    }

    private static SubnetTerms committed(int netuid) {
        return new SubnetTerms(netuid, 100, 2, 1, 1, 0xFFFF, 100).withCommitReveal(1);
    }

    private static Stream<GenesisNeuron> neurons(int netuid) {
        var hotkeys = new ArrayList<>(List.of(VALIDATOR.address()));
        IntStream.rangeClosed(1, 3).mapToObj(Verdicts::miner).forEach(hotkeys::add);
        return hotkeys.stream().map(hotkey -> new GenesisNeuron(netuid, hotkey));
    }

    private RunningService start(int netuid, String... more) {
        var settings = Stream.of(
                "server.port=0",
                "management.server.port=0",
                "assay.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "assay.chain.endpoints=" + node.uri(),
                "assay.hparams.file=" + hparams(netuid),
                "assay.weights.hotkey-seed-file=" + directory.resolve("seed"),
                "assay.weights.poll-interval=50ms");
        return new RunningService(Stream.concat(settings, Stream.of(more))
                .map(setting -> "--" + setting)
                .toArray(String[]::new));
    }

    private Path hparams(int netuid) {
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("/hparams.json"))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(
                    directory.resolve("hparams-" + netuid + ".json"),
                    text.replace("\"netuid\": 3", "\"netuid\": " + netuid));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static WindowVerdict verdict(int netuid, long window) {
        return Verdicts.verdict(
                netuid,
                window,
                Verdicts.verdict(window, Map.of(1, 0.5, 2, 0.25, 3, 0.25)).weights());
    }

    @Test
    void bringsAVerdictToTheChainOnceAndNotAgainAfterARestart() {
        var nonce = chain.nextNonce(VALIDATOR.address());
        try (var service = start(3)) {
            service.publish(verdict(3, 1));
            service.awaitState(1, "finalized");
            assertOnChain(service);
            assertShown(service);
        }
        try (var again = start(3)) {
            again.awaitReadiness(200);
            chain.awaitHead(chain.head().number() + 3, LIMIT);
            again.publish(verdict(3, 2));
            again.publish(verdict(3, 3));
            again.awaitState(3, "finalized");
            assertThat(again.json("/api/v1/submissions/3").path("nonce").asLong())
                    .isEqualTo(nonce + 1);
            assertThat(again.json("/api/v1/submissions").findValuesAsString("window"))
                    .containsExactly("3", "1");
        }
        assertThat(chain.nextNonce(VALIDATOR.address())).isEqualTo(nonce + 2);
    }

    private void assertOnChain(RunningService service) {
        var shown = service.json("/api/v1/submissions/1");
        assertThat(shown.path("weights").findValuesAsString("value")).containsExactly("65535", "32768", "32768");
        try (var client =
                SubstrateChain.open(SubstrateSettings.of(List.of(node.uri().toString()), LIMIT))) {
            assertThat(client.status(id(shown)))
                    .isEqualTo(new ExtrinsicStatus.Succeeded(shown.path("block").asLong(), List.of(), Set.of(3)));
        }
        assertThat(chain.roster(3).neurons().getFirst().lastUpdate())
                .isEqualTo(shown.path("block").asLong());
    }

    private static ExtrinsicId id(JsonNode shown) {
        return new ExtrinsicId(
                shown.path("extrinsicHash").asString(),
                shown.path("validatorHotkey").asString(),
                shown.path("nonce").asLong(),
                shown.path("birth").asLong(),
                shown.path("death").asLong());
    }

    private static void assertShown(RunningService service) {
        service.awaitReadiness(200);
        var metrics = service.manage("/actuator/prometheus").body();
        assertThat(metrics)
                .containsPattern("assay_weights_submissions_total\\{[^}]*error=\"none\"[^}]*outcome=\"finalized\".*} 1")
                .containsPattern("assay_weights_overdue(\\{.*})? 0")
                .containsPattern("assay_weights_windows_since_accepted_windows(\\{.*})? 0")
                .containsPattern("resilience4j_circuitbreaker_state\\{[^}]*name=\"chain\"")
                .containsPattern("resilience4j_retry_calls_total\\{[^}]*name=\"chain\"")
                .containsPattern("resilience4j_timelimiter_calls_total\\{[^}]*name=\"chain\"");
        assertThat(service.get("/api/v1/submissions/2").statusCode()).isEqualTo(404);
        var tooMany = service.get("/api/v1/submissions?limit=201");
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(tooMany.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(tooMany.body()).contains("limit is 201, allowed: 1 to 200");
    }

    @Test
    void commitsWeightsThatTheChainOpensByItself() {
        try (var service = start(5)) {
            service.publish(verdict(5, 1));
            service.awaitState(1, "finalized");
            var shown = service.json("/api/v1/submissions/1");
            assertThat(shown.path("call").asString()).isEqualTo("commit_timelocked_weights");
            assertThat(shown.path("revealRound").asLong()).isPositive();
        }
        awaitWeights(5);
        assertThat(weights(5))
                .containsExactly(new WeightTarget(1, 65535), new WeightTarget(2, 32768), new WeightTarget(3, 32768));
    }

    @Test
    void setsTheWeightsOfTwoSubnetsByOneExtrinsic() {
        var nonce = chain.nextNonce(VALIDATOR.address());
        try (var before = start(5)) {
            before.publish(verdict(6, 1));
            before.publish(verdict(7, 1));
        }
        try (var service = start(6, "assay.weights.netuids=6,7")) {
            service.awaitState(1, "finalized");
            var one = service.json("/api/v1/submissions/1");
            service.awaitState("1?netuid=7", "finalized");
            var other = service.json("/api/v1/submissions/1?netuid=7");
            assertTogether(one, other);
            assertThat(service.get("/api/v1/submissions/1?netuid=5").statusCode())
                    .isEqualTo(404);
            assertThat(service.json("/api/v1/submissions").findValuesAsString("netuid"))
                    .containsExactly("6", "7");
            assertThat(service.manage("/actuator/prometheus").body())
                    .containsPattern("assay_weights_overdue\\{[^}]*netuid=\"6\".*} 0")
                    .containsPattern("assay_weights_overdue\\{[^}]*netuid=\"7\".*} 0");
        }
        assertThat(chain.nextNonce(VALIDATOR.address())).isEqualTo(nonce + 1);
        assertThat(weights(6)).hasSize(3).isEqualTo(weights(7));
    }

    private void assertTogether(JsonNode one, JsonNode other) {
        assertThat(one.path("netuid").asInt()).isEqualTo(6);
        assertThat(other.path("netuid").asInt()).isEqualTo(7);
        assertThat(one.path("call").asString()).isEqualTo("batch_set_weights");
        for (var field : List.of("call", "extrinsicHash", "nonce", "block")) {
            assertThat(other.path(field)).as(field).isEqualTo(one.path(field));
        }
        var block = one.path("block").asLong();
        assertThat(chain.recent(block).orElseThrow().extrinsics()).hasSize(1);
        assertThat(List.of(lastUpdate(6), lastUpdate(7))).containsOnly(block);
    }

    private long lastUpdate(int netuid) {
        return chain.roster(netuid).neurons().getFirst().lastUpdate();
    }

    private List<WeightTarget> weights(int netuid) {
        return Objects.requireNonNull(chain.state().subnets().get(netuid))
                .slots()
                .getFirst()
                .weights();
    }

    /** An epoch has 100 blocks, and the reveal is in the next but one at the latest. */
    private void awaitWeights(int netuid) {
        for (var blocks = 0; weights(netuid).isEmpty(); blocks++) {
            assertThat(blocks).as("blocks without weights").isLessThan(300);
            chain.awaitHead(chain.head().number(), LIMIT);
        }
    }

    @Test
    void isNotReadyWhileTheChainIsAwayAndSendsWhenItIsBack() {
        var port = node.uri().getPort();
        try (var service = start(
                4,
                "assay.chain.timeout=500ms",
                "resilience4j.circuitbreaker.instances.chain.waitDurationInOpenState=2s",
                "resilience4j.retry.instances.chain.waitDuration=20ms")) {
            service.awaitReadiness(200);
            node.close();
            service.publish(verdict(4, 1));
            service.awaitReadiness(503);
            assertThat(service.manage("/actuator/health/liveness").statusCode()).isEqualTo(200);
            node = ChainNode.start(chain, port);
            service.awaitState(1, "finalized");
            service.awaitReadiness(200);
        }
    }
}
