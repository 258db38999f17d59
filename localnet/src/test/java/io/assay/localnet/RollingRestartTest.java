package io.assay.localnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.localnet.command.Options;
import io.assay.localnet.record.SubmissionRecord;
import io.assay.localnet.record.WindowRecord;
import io.assay.localnet.rolling.Restart;
import io.assay.localnet.rolling.RollingRestart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each service ended by SIGTERM in the middle of its work and started again, one after another, while windows go on. */
@Timeout(300)
class RollingRestartTest {
    /** Of a JVM that SIGTERM has ended in order. */
    private static final int IN_ORDER = 128 + 15;

    @TempDir
    Path directory;

    @Test
    void losesNoWindowAndSaysNothingTwice() throws Exception {
        var restarts = new ArrayList<Restart>();
        try (var localnet = Localnet.startApart(options(), _ -> {});
                var rolling = new RollingRestart(localnet)) {
            rolling.awaitVerdict();
            for (var service : RollingRestart.services()) {
                restarts.add(rolling.restart(service));
            }
            rolling.awaitVerdict();
            rolling.awaitVerdict();
            assertThat(rolling.saidTwice()).isEmpty();
            everyWindowIsWhole(localnet.record().settledWindows());
            noWeightsAreTwiceOnTheChain(localnet);
        }
        assertThat(restarts).hasSize(4).allSatisfy(RollingRestartTest::wasInOrder);
    }

    private static void wasInOrder(Restart restart) {
        assertThat(restart.status()).isEqualTo(IN_ORDER);
        assertThat(restart.readiness().unready()).as("503 while it drains").isPositive();
        assertThat(restart.readiness().readyAgain()).isZero();
        assertThat(restart.readiness().other()).isZero();
    }

    private static void everyWindowIsWhole(List<WindowRecord> windows) {
        assertThat(windows).anySatisfy(window -> assertThat(window.drawn()).isNotEmpty());
        var first = windows.getFirst().window();
        for (var i = 0; i < windows.size(); i++) {
            var window = windows.get(i);
            assertThat(window.window()).isEqualTo(first + i);
            assertThat(window.verdicts()).isOne();
            assertThat(window.evaluated())
                    .as("window %d", window.window())
                    .isEqualTo(window.drawn().size());
        }
    }

    /** What is newer than the last that the record knows to be final may be on its way. */
    private static void noWeightsAreTwiceOnTheChain(Localnet localnet) {
        var settled = localnet.record().submissions().stream()
                .map(SubmissionRecord::block)
                .filter(Objects::nonNull)
                .toList();
        assertThat(settled).isNotEmpty();
        assertThat(localnet.weightsOnChain().stream()
                        .filter(block -> block <= settled.getLast())
                        .toList())
                .isEqualTo(settled);
    }

    private Options options() throws IOException {
        var hparams = Files.writeString(directory.resolve("over.json"), """
                {"blocks_per_window": 14, "time_window_delta_seconds": 1, "windows_per_weights": 2, "settle_lag": 30,
                 "checkpoint_frequency": 2, "sequence_length": 32, "random_sample_batches": 1,
                 "model": {"vocab_size": 320, "hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2,
                           "num_key_value_heads": 1, "intermediate_size": 64, "max_position_embeddings": 32}}
                """);
        return Options.parse(List.of(
                "--miners",
                "honest=2",
                "--data",
                directory.resolve("data").toString(),
                "--hparams",
                hparams.toString(),
                "--port-base",
                LocalnetProcess.freeBase()));
    }
}
