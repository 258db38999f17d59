package io.assay.protocol.hparams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.protocol.json.HParamsJson;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /**
     * What PyTorch 1.13 comes to with upstream's schedule: SequentialLR of LinearLR(start_factor 0.1, end_factor 1,
     * total_iters 250) and CosineAnnealingLR(T_max 20,000, eta_min 4e-5), milestone 250, base rate 4e-4, stepped once a
     * window. PyTorch multiplies on from step to step, hence the tolerance.
     */
    @ParameterizedTest
    @CsvSource({
        "0,     4e-05",
        "1,     4.144e-05",
        "2,     4.288e-05",
        "10,    5.440000000000001e-05",
        "125,   0.00022000000000000014",
        "249,   0.0003985600000000004",
        "250,   0.0004",
        "251,   0.000399999997779339",
        "252,   0.00039999999111735616",
        "1000,  0.0003987523222518876",
        "5250,  0.0003472792206135792",
        "10250, 0.00022000000000001595",
        "15250, 9.272077938643662e-05",
        "20000, 4.013877347666994e-05",
        "20249, 4.0000002220660996e-05",
        "20250, 4e-05"
    })
    void isThatOfUpstreamsSchedule(long step, double rate) {
        assertThat(shipped.learningRateAt(step)).isCloseTo(rate, within(1e-9 * rate));
    }
}
