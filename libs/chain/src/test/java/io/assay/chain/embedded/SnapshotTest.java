package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.BEGIN;
import static io.assay.chain.embedded.Scene.BOB;
import static io.assay.chain.embedded.Scene.CHARLIE;
import static io.assay.chain.embedded.Scene.NETUID;
import static io.assay.chain.embedded.Scene.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.Block;
import io.assay.chain.Call;
import io.assay.chain.ChainException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four recent blocks, a snapshot every eight: the journal begins anew at blocks 11, 19, 27. */
class SnapshotTest {
    private static final Retention RETENTION = new Retention(4, 8, 1 << 20);

    @TempDir
    private Path directory;

    @Test
    void journalStaysShortAndNothingThatCountsIsForgotten() throws IOException {
        List<Block> made;
        ChainState state;
        try (var chain = open(directory)) {
            made = live(chain, 100);
            state = chain.state();
            assertThat(journalLines()).isLessThanOrEqualTo(1 + 4 + 8);
            assertThat(Files.size(archive())).isGreaterThanOrEqualTo(88L * BlockArchive.RECORD_BYTES);
            assertAllThere(chain, made);
        }
        try (var chain = open(directory)) {
            assertThat(chain.state()).isEqualTo(state);
            assertAllThere(chain, made);
            assertThat(chain.recent(100).orElseThrow().state()).isEqualTo(state);
            assertThat(chain.recent(100).orElseThrow().header().parentHash())
                    .isEqualTo(made.get(99).hash());
            assertThat(chain.produceBlock().number()).isEqualTo(101);
        }
    }

    private static void assertAllThere(EmbeddedChain chain, List<Block> made) {
        for (var block : made) {
            assertThat(chain.block(block.number())).isEqualTo(block);
        }
        assertThat(chain.head()).isEqualTo(made.getLast());
        assertThat(chain.genesisHash()).isEqualTo(made.getFirst().hash());
    }

    /** An empty block is a line of some 400 bytes, with its pulse: the journal begins anew every five or so. */
    @Test
    void journalBeginsAnewAfterSoManyBytesToo() throws IOException {
        var bytes = new Retention(4, 1_000, 2_000);
        try (var chain = open(directory, new SecureRandom(), bytes)) {
            var made = live(chain, 60);
            assertThat(journalLines()).isLessThan(20);
            assertAllThere(chain, made);
        }
        try (var chain = open(directory, new SecureRandom(), bytes)) {
            assertThat(chain.head().number()).isEqualTo(60);
        }
    }

    /** The same chain, once with snapshots and once without, is the same at every block. */
    @Test
    void snapshotsChangeNothing(@TempDir Path whole) throws IOException {
        var seed = new byte[] {7};
        var never = new Retention(4, 1_000, 1 << 20);
        try (var shortened = open(directory, new RepeatedRandom(seed), RETENTION);
                var complete = open(whole, new RepeatedRandom(seed), never)) {
            for (var i = 0; i < 40; i++) {
                assertThat(shortened.produceBlock()).isEqualTo(complete.produceBlock());
            }
            assertThat(Files.readAllLines(whole.resolve("chain.jsonl"))).hasSize(41);
        }
        try (var shortened = open(directory, new SecureRandom(), RETENTION);
                var complete = open(whole, new SecureRandom(), never)) {
            assertThat(shortened.state()).isEqualTo(complete.state());
            assertThat(shortened.head()).isEqualTo(complete.head());
        }
    }

    /**
     * The block that begins the journal anew takes four steps: its line, records in the archive, the new journal beside
     * the old, the one in place of the other. A process may be killed in the middle of each of the first three.
     */
    @Test
    void killedWhileTheJournalBeginsAnewLosesNothing(@TempDir Path before, @TempDir Path after) throws IOException {
        Block tenth;
        Block eleventh;
        try (var chain = open(directory)) {
            live(chain, 10);
            tenth = chain.head();
            copy(directory, before);
            eleventh = chain.produceBlock();
            copy(directory, after);
        }
        var oldLines = Files.readAllBytes(before.resolve("chain.jsonl"));
        var newLines = Files.readAllBytes(after.resolve("chain.jsonl"));
        var records = Files.readAllBytes(after.resolve("blocks.bin"));
        assertThat(newLines.length).isLessThan(oldLines.length);
        assertThat(records).hasSize(8 * BlockArchive.RECORD_BYTES);
        var lines = Files.readAllLines(after.resolve("chain.jsonl"));
        var withEleventh = joined(oldLines, (lines.getLast() + "\n").getBytes(StandardCharsets.UTF_8));

        for (var cut = oldLines.length; cut < withEleventh.length; cut += 17) {
            assertOpens(Arrays.copyOf(withEleventh, cut), new byte[0], null, tenth);
        }
        for (var cut = 0; cut <= records.length; cut += 13) {
            assertOpens(withEleventh, Arrays.copyOf(records, cut), null, eleventh);
        }
        for (var cut = 0; cut <= newLines.length; cut += 997) {
            assertOpens(withEleventh, records, Arrays.copyOf(newLines, cut), eleventh);
        }
        assertOpens(withEleventh, records, newLines, eleventh);
        assertOpens(newLines, records, null, eleventh);
    }

    private void assertOpens(byte[] journal, byte[] archive, byte @Nullable [] beside, Block head) throws IOException {
        Files.write(directory.resolve("chain.jsonl"), journal);
        Files.write(archive(), archive);
        Files.deleteIfExists(directory.resolve("chain.jsonl.tmp"));
        if (beside != null) {
            Files.write(directory.resolve("chain.jsonl.tmp"), beside);
        }
        try (var chain = open(directory)) {
            assertThat(chain.head()).isEqualTo(head);
            assertThat(chain.block(3).number()).isEqualTo(3);
            assertThat(chain.produceBlock().number()).isEqualTo(head.number() + 1);
        }
        try (var chain = open(directory)) {
            assertThat(chain.head().number()).isEqualTo(head.number() + 1);
        }
    }

    @Test
    void archiveThatIsTooShortIsRefused() throws IOException {
        try (var chain = open(directory)) {
            live(chain, 20);
        }
        var records = Files.readAllBytes(archive());
        Files.write(archive(), Arrays.copyOf(records, records.length - 1));

        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("blocks.bin holds 15 blocks, the journal needs 16");
    }

    @Test
    void changedSnapshotIsRefused() throws IOException {
        try (var chain = open(directory)) {
            live(chain, 20);
        }
        var journal = directory.resolve("chain.jsonl");
        var text = Files.readString(journal);
        assertThat(text).contains("\"stakesRao\":{");
        Files.writeString(journal, text.replace(":800,", ":900,"));
        assertThatThrownBy(() -> open(directory)).hasMessageContaining("another spec");

        Files.writeString(journal, text.replaceFirst("\"emissionRao\":\\d", "\"emissionRao\":9"));
        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("line 1 of the journal: the snapshot of block")
                .hasMessageContaining("does not have the digest of its content");
    }

    /** Weights, registrations, commitments and epochs now and then; block 0 and all that were made. */
    private static List<Block> live(EmbeddedChain chain, int blocks) {
        var made = new ArrayList<>(List.of(chain.head()));
        for (var i = 1; i <= blocks; i++) {
            switch (i % 7) {
                case 1 -> submit(chain, CHARLIE, Scene.register(CHARLIE));
                case 3 -> submit(chain, ALICE, Scene.weights(2, i, 1, 1));
                case 5 -> submit(chain, BOB, new Call.SetCommitment(NETUID, "at " + i));
                default -> {}
            }
            made.add(chain.produceBlock());
        }
        return made;
    }

    private long journalLines() throws IOException {
        try (var lines = Files.lines(directory.resolve("chain.jsonl"))) {
            return lines.count();
        }
    }

    private Path archive() {
        return directory.resolve("blocks.bin");
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static void copy(Path from, Path to) throws IOException {
        for (var name : List.of("chain.jsonl", "blocks.bin")) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    private static EmbeddedChain open(Path directory) {
        return open(directory, new SecureRandom(), RETENTION);
    }

    private static EmbeddedChain open(Path directory, RandomGenerator random, Retention retention) {
        var plain = Scene.spec();
        var beacon = new BeaconSpec(BEGIN, Duration.ofSeconds(1));
        var spec = new ChainSpec(plain.blockInterval(), plain.subnets(), plain.stakesRao(), plain.neurons(), beacon);
        return EmbeddedChain.open(directory, spec, new TickingClock(BEGIN, Duration.ofMillis(600)), random, retention);
    }

    /** The seed of two chains that are to be the same. */
    private record RepeatedRandom(byte[] bytes) implements RandomGenerator {
        @Override
        public void nextBytes(byte[] out) {
            Arrays.fill(out, bytes[0]);
        }

        @Override
        public long nextLong() {
            throw new UnsupportedOperationException("a chain draws bytes");
        }
    }
}
