package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.CHARLIE;
import static io.assay.chain.embedded.Scene.DAVE;
import static io.assay.chain.embedded.Scene.EVE;
import static io.assay.chain.embedded.Scene.NETUID;
import static io.assay.chain.embedded.Scene.execute;
import static io.assay.chain.embedded.Scene.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.Block;
import io.assay.chain.Call;
import io.assay.chain.ChainException;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.NotOnChainException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class EmbeddedChainTest {
    @TempDir
    private Path directory;

    @Test
    void blocksFollowOneAnotherEvenIfTheClockStands() {
        try (var chain = Scene.open(directory)) {
            assertThat(chain.head()).isEqualTo(chain.block(0));
            assertThat(chain.genesisHash()).isEqualTo(chain.block(0).hash());
            var first = chain.produceBlock();
            var second = chain.produceBlock();

            assertThat(second.number()).isEqualTo(2);
            assertThat(second.timestamp()).isAfter(first.timestamp());
            assertThat(second.hash()).isNotEqualTo(first.hash());
            assertThat(chain.block(1)).isEqualTo(first);
            assertThat(chain.head()).isEqualTo(second);
        }
    }

    @Test
    void twoChainsOfOneSpecHaveDifferentHashes(@TempDir Path other) {
        try (var chain = Scene.open(directory);
                var twin = Scene.open(other)) {
            assertThat(chain.produceBlock().hash())
                    .isNotEqualTo(twin.produceBlock().hash());
        }
    }

    @Test
    void namesWhatIsNotThere() {
        try (var chain = Scene.open(directory)) {
            assertThatThrownBy(() -> chain.block(1))
                    .isInstanceOf(NotOnChainException.class)
                    .hasMessageContaining("no block 1, the newest is 0");
            assertThatThrownBy(() -> chain.roster(9))
                    .isInstanceOf(NotOnChainException.class)
                    .hasMessageContaining("no subnet 9, there are [3]");
        }
    }

    @Test
    void makesBlocksByItselfOnceStarted() {
        try (var chain = Scene.open(directory)) {
            chain.start();

            assertThat(chain.awaitHead(2, Duration.ofSeconds(20)).number()).isGreaterThan(2);
        }
    }

    @Test
    void waitEndsWithTheHeadWhenTheLimitIsOver() {
        try (var chain = Scene.open(directory)) {
            assertThat(chain.awaitHead(5, Duration.ofMillis(10))).isEqualTo(chain.head());
            assertThat(chain.awaitHead(-1, Duration.ofDays(1))).isEqualTo(chain.head());
        }
    }

    @Test
    void everythingIsThereAgainAfterARestart() {
        var before = eventful();

        try (var chain = Scene.open(directory)) {
            assertThat(chain.state()).isEqualTo(before.state);
            assertThat(chain.head()).isEqualTo(before.head);
            assertThat(Scene.status(chain, before.succeeded)).isEqualTo(new ExtrinsicStatus.Succeeded(2));
            assertThat(chain.nextNonce(ALICE.address())).isEqualTo(1);
            assertThat(chain.produceBlock().number()).isEqualTo(before.head.number() + 1);
        }
    }

    @Test
    void blockOfWhichAKilledProcessWroteAPartIsDropped() throws IOException {
        var before = eventful();
        var journal = directory.resolve("chain.jsonl");
        var lines = Files.readAllLines(journal);
        Files.writeString(journal, lines.getLast().substring(0, 40), StandardOpenOption.APPEND);

        try (var chain = Scene.open(directory)) {
            assertThat(chain.state()).isEqualTo(before.state);
            chain.produceBlock();
        }
        try (var chain = Scene.open(directory)) {
            assertThat(chain.head().number()).isEqualTo(before.head.number() + 1);
        }
    }

    @Test
    void everyCutOfTheJournalOpensAtAWholeBlock() throws IOException {
        eventful();
        var journal = directory.resolve("chain.jsonl");
        var whole = Files.readAllBytes(journal);
        for (var length = whole.length; length >= 0; length -= 997) {
            Files.write(journal, Arrays.copyOf(whole, length));
            try (var chain = Scene.open(directory)) {
                assertThat(chain.produceBlock().number()).isEqualTo(Math.max(newlines(whole, length), 1));
            }
        }
    }

    @Test
    void journalWithAChangedLineIsRefused() throws IOException {
        eventful();
        var journal = directory.resolve("chain.jsonl");
        var text = new StringBuilder(Files.readString(journal));
        var inSignature = text.indexOf("[\"0x") + 120;
        text.setCharAt(inSignature, text.charAt(inSignature) == '0' ? '1' : '0');
        Files.writeString(journal, text);

        assertThatThrownBy(() -> Scene.open(directory))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("line 2 of the journal")
                .hasMessageContaining("does not have the hash of its content");
    }

    @Test
    void directoryOfAnotherSpecIsRefusedButForTheInterval() {
        Scene.open(directory).close();

        Scene.open(directory, Scene.spec().withBlockInterval(Duration.ofSeconds(9)))
                .close();
        assertThatThrownBy(() -> Scene.open(directory, Scene.spec(Scene.TERMS, 5)))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("another spec");
    }

    @Test
    void directoryInUseIsRefused() {
        try (var chain = Scene.open(directory)) {
            assertThatThrownBy(() -> Scene.open(directory))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("in use");
            assertThat(chain.produceBlock().number()).isEqualTo(1);
        }
    }

    @Test
    void closedChainTakesNothingMore() {
        var chain = Scene.open(directory);
        chain.start();
        chain.close();

        assertThatThrownBy(chain::produceBlock)
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> Scene.submit(chain, ALICE, weights(1, 1))).isInstanceOf(ChainException.class);
        assertThatThrownBy(() -> chain.awaitHead(99, Duration.ofDays(1))).isInstanceOf(ChainException.class);
    }

    @Test
    void closingWakesThoseWhoWait() {
        var chain = Scene.open(directory);
        var waiting = CompletableFuture.supplyAsync(() -> chain.awaitHead(99, Duration.ofDays(1)));
        chain.close();

        assertThatThrownBy(waiting::join)
                .hasCauseInstanceOf(ChainException.class)
                .hasMessageContaining("closed");
    }

    /** Weights at block 2, epochs at 9 and 18, a registration that fails, one that replaces, a commitment. */
    private Before eventful() {
        try (var chain = Scene.open(directory)) {
            Scene.register(chain, CHARLIE, DAVE);
            var succeeded = Scene.submit(chain, ALICE, weights(2, 5, 3, 1));
            chain.produceBlock();
            execute(chain, EVE, Scene.register(EVE));
            execute(chain, CHARLIE, new Call.SetCommitment(NETUID, "x"));
            Scene.produceTo(chain, 24);
            execute(chain, EVE, Scene.register(EVE));
            return new Before(chain.state(), chain.head(), succeeded);
        }
    }

    private record Before(ChainState state, Block head, String succeeded) {}

    private static long newlines(byte[] bytes, int length) {
        var count = 0L;
        for (var i = 0; i < length; i++) {
            count += bytes[i] == '\n' ? 1 : 0;
        }
        return count;
    }
}
