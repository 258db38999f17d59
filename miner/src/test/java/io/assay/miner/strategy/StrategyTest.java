package io.assay.miner.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.gradient.CompressedGradient;
import io.assay.gradient.Expectation;
import io.assay.gradient.GradientFile;
import io.assay.gradient.GradientReading;
import io.assay.gradient.GradientReading.Accepted;
import io.assay.gradient.GradientReading.Refused;
import io.assay.protocol.event.RejectReason;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyTest {
    private final ScriptedBench bench = new ScriptedBench(6, 2);

    @Test
    void honestTrainsOnTheBatchesWantedAndUploadsWhenTheWindowIsClosed() throws Exception {
        new Honest(5).mine(bench);
        assertThat(bench.log).containsExactly("train 5", "closed", "upload");
        assertThat(accepted().gradient()).isEqualTo(bench.gradient(5));
        assertThat(accepted().metadata()).isEqualTo(bench.awaitClosing().metadata());
    }

    @Test
    void honestTrainsOnTheAssignedBatchesByDefault() throws Exception {
        new Honest(0).mine(bench);
        assertThat(bench.log).startsWith("train " + bench.hparams().assignedBatches());
    }

    @Test
    void idleNeitherFollowsNorUploads() {
        new Idle().mine(bench);
        assertThat(new Idle().follows(0)).isFalse();
        assertThat(bench.uploads).isEmpty();
        assertThat(bench.log).singleElement().asString().startsWith("skip");
    }

    @Test
    void noiseIsAWellFormedGradientWithItsOwnProbe() throws Exception {
        new Noise().mine(bench);
        assertThat(bench.log).containsExactly("closed", "upload");
        assertThat(accepted().metadata().probe()).containsExactly(0.5F, -1);
    }

    @Test
    void noiseIsTheSameForTheSameWindowAndUidOnly() {
        assertThat(noise(6, 2)).isEqualTo(noise(6, 2));
        assertThat(noise(6, 2)).isNotEqualTo(noise(7, 2));
        assertThat(noise(6, 2)).isNotEqualTo(noise(6, 3));
    }

    @Test
    void copycatUploadsAnothersGradientAsItsOwnHalfwayThroughTheInterval() throws Exception {
        bench.another = Optional.of(bench.gradient(9));
        new Copycat().mine(bench);
        assertThat(bench.log).containsExactly("closed", "await 2026-01-01T00:00:02Z", "upload");
        assertThat(accepted().gradient()).isEqualTo(bench.gradient(9));
    }

    @Test
    void copycatSkipsWhenThereIsNothingToCopy() throws Exception {
        new Copycat().mine(bench);
        assertThat(bench.uploads).isEmpty();
        assertThat(bench.log).last().asString().startsWith("skip");
    }

    @Test
    void desyncStopsFollowingAfterItsFirstWindowsAndTrainsOn() throws Exception {
        var desync = new Desync(2);
        assertThat(desync.follows(Desync.SYNCHRONOUS_WINDOWS - 1)).isTrue();
        assertThat(desync.follows(Desync.SYNCHRONOUS_WINDOWS)).isFalse();
        desync.mine(bench);
        assertThat(bench.log).containsExactly("train 2", "closed", "upload");
    }

    @Test
    void lateUploadsWhenTheIntervalAndTheStoresResolutionAreOver() throws Exception {
        new Late(1).mine(bench);
        assertThat(bench.log).containsExactly("train 1", "closed", "await 2026-01-01T00:00:05.100Z", "upload");
        assertThat(accepted().gradient()).isEqualTo(bench.gradient(1));
    }

    @ParameterizedTest
    @CsvSource({
        "0, TRUNCATED",
        "1, WRONG_MAGIC",
        "2, INDEX_OUT_OF_RANGE",
        "3, VALUE_NOT_FINITE",
        "4, WRONG_WINDOW",
        "5, MISSING_PARAMETER",
        "6, TRUNCATED"
    })
    void brokenIsRefusedForAnotherReasonEachWindow(long window, RejectReason reason) throws Exception {
        var broken = new ScriptedBench(window, 2);
        new Broken().mine(broken);
        assertThat(read(broken))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static CompressedGradient noise(long window, int uid) {
        return RandomGradient.of(new ScriptedBench(window, uid));
    }

    private Accepted accepted() {
        return (Accepted) read(bench);
    }

    private static GradientReading read(ScriptedBench bench) {
        return GradientFile.read(
                bench.uploads.getFirst(),
                bench.layout(),
                new Expectation(bench.window(), bench.uid(), ScriptedBench.HOTKEY));
    }
}
