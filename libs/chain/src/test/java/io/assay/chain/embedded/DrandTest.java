package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.Hex;
import io.assay.chain.timelock.BeaconKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrandTest {
    private static final byte[] SECRET = new byte[32];

    static {
        Arrays.fill(SECRET, (byte) 7);
    }

    private final Drand empty = Drand.of(BeaconKey.of(SECRET).beacon(Instant.EPOCH, Duration.ofSeconds(1)));

    /** Block b is b seconds after the beacon's begin, when round b + 1 is out; the first block stores round 1 as well. */
    @Test
    void chainStoresEveryRoundAsItComesAndItsSignatureVerifies(@TempDir Path directory) {
        var spec = spec(new BeaconSpec(BEGIN, Duration.ofSeconds(1)));
        try (var chain = EmbeddedChain.open(directory, spec, new TickingClock(BEGIN, Duration.ofSeconds(1)))) {
            for (var block = 1; block <= 5; block++) {
                chain.produceBlock();
                assertThat(chain.state().drand().lastStoredRound()).isEqualTo(block + 1);
            }
            var drand = chain.state().drand();
            assertThat(drand.pulses()).containsOnlyKeys(1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(drand.pulses())
                    .allSatisfy(
                            (round, signature) -> assertThat(drand.beacon().isSignature(round, Hex.bytes(signature)))
                                    .isTrue());
            assertThat(drand.beacon().genesis()).isEqualTo(BEGIN);
            assertThat(drand.beacon().period()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void everyChainHasAKeyOfItsOwnAndKeepsIt(@TempDir Path one, @TempDir Path other) {
        try (var chain = Scene.open(one);
                var twin = Scene.open(other)) {
            assertThat(chain.state().drand().publicKey())
                    .isNotEqualTo(twin.state().drand().publicKey());
        }
        String before;
        try (var chain = Scene.open(one)) {
            before = chain.state().drand().publicKey();
            chain.produceBlock();
        }
        try (var chain = Scene.open(one)) {
            assertThat(chain.state().drand().publicKey()).isEqualTo(before);
        }
    }

    /** Three days without a block are 259,200 rounds, of which the newest 32 are stored. */
    @Test
    void chainThatStoodStillStoresTheNewestRoundsOnly(@TempDir Path directory) {
        var spec = spec(new BeaconSpec(BEGIN, Duration.ofSeconds(1)));
        var later = Clock.offset(Scene.CLOCK, Duration.ofDays(3));
        EmbeddedChain.open(directory, spec, Scene.CLOCK).close();
        try (var chain = EmbeddedChain.open(directory, spec, later)) {
            chain.produceBlock();

            assertThat(chain.state().drand().lastStoredRound()).isEqualTo(259_201);
            assertThat(chain.state().drand().pulses()).hasSize(32).containsKeys(259_170L, 259_201L);
        }
    }

    @Test
    void noRoundIsOutBeforeTheBeaconBegins(@TempDir Path directory) {
        var spec = spec(new BeaconSpec(BEGIN.plusSeconds(60), Duration.ofSeconds(1)));
        try (var chain = EmbeddedChain.open(directory, spec, Scene.CLOCK)) {
            chain.produceBlock();

            assertThat(chain.state().drand().lastStoredRound()).isZero();
        }
    }

    @Test
    void roundsOfAGapAreDueIfACommitWaitsForThem() {
        assertThat(empty.due(100, Set.of(5L, 68L, 99L, 101L)))
                .startsWith(5L, 68L, 69L, 70L)
                .endsWith(99L, 100L);
        assertThat(empty.due(100, Set.of())).hasSize(32);
        assertThat(empty.due(3, Set.of())).containsExactly(1L, 2L, 3L);
        assertThat(empty.due(0, Set.of(5L))).isEmpty();
        assertThat(with(empty, 1, 100, Set.of()).due(102, Set.of(99L))).containsExactly(101L, 102L);
    }

    @Test
    void oldPulsesGoUnlessACommitWaitsForThem() {
        var drand = with(empty, 1, 300, Set.of(7L));

        assertThat(drand.pulses().keySet()).hasSize(257).contains(7L, 45L, 300L).doesNotContain(44L, 8L);
        assertThat(with(drand, 301, 301, Set.of()).pulses().keySet())
                .hasSize(256)
                .doesNotContain(7L, 45L);
        assertThat(drand.with(List.of(), Set.of())).isEqualTo(drand);
    }

    private static Drand with(Drand drand, long first, long last, Set<Long> awaited) {
        var pulses = LongStream.rangeClosed(first, last)
                .mapToObj(round -> new Pulse(round, "0x" + "00".repeat(48)))
                .toList();
        return drand.with(pulses, awaited);
    }

    private static ChainSpec spec(BeaconSpec beacon) {
        var plain = Scene.spec();
        return new ChainSpec(plain.blockInterval(), plain.subnets(), plain.stakesRao(), plain.neurons(), beacon);
    }
}
