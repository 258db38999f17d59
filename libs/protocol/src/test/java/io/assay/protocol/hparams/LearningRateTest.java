package io.assay.protocol.hparams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.protocol.json.HParamsJson;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LearningRateTest {
    /** Peak 4e-4, 250 steps of warm-up, 20,000 of cosine, end at a tenth. */
    private final HParams shipped = shipped();

    private static HParams shipped() {
        try {
            return HParamsJson.read(
                    Files.readString(Path.of(System.getProperty("basedir", ".")).resolve("../../hparams.json")));
        } catch (java.io.IOException e) {
            throw new IllegalStateException("hparams.json cannot be read", e);
        }
    }

    @Test
    void startsAtATenthOfThePeak() {
        assertThat(shipped.learningRateAt(0)).isEqualTo(4e-4 * 0.1);
    }

    @Test
    void risesInAStraightLine() {
        assertThat(shipped.learningRateAt(125)).isCloseTo(4e-4 * 0.55, within(1e-18));
        assertThat(shipped.learningRateAt(249)).isLessThan(4e-4);
    }

    @Test
    void reachesThePeakWhenTheWarmUpEnds() {
        assertThat(shipped.learningRateAt(250)).isEqualTo(4e-4);
    }

    @Test
    void isHalfWayDownInTheMiddleOfTheCosine() {
        assertThat(shipped.learningRateAt(250 + 10_000)).isCloseTo(4e-4 * 0.55, within(1e-18));
    }

    @Test
    void staysAtTheEndForEver() {
        assertThat(shipped.learningRateAt(250 + 20_000)).isCloseTo(4e-5, within(1e-18));
        assertThat(shipped.learningRateAt(Long.MAX_VALUE)).isEqualTo(shipped.learningRateAt(250 + 20_000));
    }

    @Test
    void startsAtThePeakWithoutWarmUp() {
        assertThat(HParamsJson.overlay(shipped, "{\"warmup_steps\": 0}").learningRateAt(0))
                .isEqualTo(4e-4);
    }
}
