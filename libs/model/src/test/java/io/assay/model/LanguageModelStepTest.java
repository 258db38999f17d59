package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.gradient.PackedSigns;
import io.assay.protocol.hparams.HParams;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanguageModelStepTest {
    private static final HParams HPARAMS = Fixtures.tiny();

    private final LanguageModel model = Fixtures.model(HPARAMS);

    @AfterEach
    void close() {
        model.close();
    }

    private static float[] plain(float[] values, long seed, double learningRate, double weightDecay) {
        var signs = Fixtures.signs(HPARAMS, seed);
        var moved = values.clone();
        for (var i = 0; i < moved.length; i++) {
            var kept = moved[i] * (float) (1 - learningRate * weightDecay);
            moved[i] = kept - (signs.positive(i) ? (float) learningRate : -(float) learningRate);
        }
        return moved;
    }

    @Test
    void equalsPlainArithmeticToTheBit() {
        var expected = Fixtures.values(model);
        for (var seed = 0; seed < 20; seed++) {
            model.step(Fixtures.signs(HPARAMS, seed), 1e-3 / (1 + seed), 0.1 * seed);
            expected = plain(expected, seed, 1e-3 / (1 + seed), 0.1 * seed);
        }
        assertThat(bits(Fixtures.values(model))).isEqualTo(bits(expected));
    }

    private static int[] bits(float[] values) {
        var bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
        return bits;
    }

    @Test
    void trialIsTheModelAfterTheStepAndLeavesItAsItIs() {
        var digest = model.digest();
        var batches = List.of(Fixtures.batch(2, 9, 1), Fixtures.batch(3, 9, 2), Fixtures.batch(2, 7, 3));
        for (var seed = 0; seed < 10; seed++) {
            var signs = Fixtures.signs(HPARAMS, seed);
            try (var trial = model.tryStep(signs, 2e-3);
                    var stepped = Fixtures.model(HPARAMS)) {
                stepped.step(signs, 2e-3, 0);
                assertThat(trial.losses(batches)).isEqualTo(stepped.losses(batches));
                assertThat(trial.losses(batches)).isNotEqualTo(model.losses(batches));
            }
            assertThat(model.digest()).isEqualTo(digest);
        }
    }

    @Test
    void trainsStepsAndTriesOnAThreadThatTheEngineHasNotSeen() throws Exception {
        var batches = List.of(Fixtures.batch(2, 9, 1), Fixtures.batch(2, 9, 2));
        var digest = new CompletableFuture<String>();
        var thread = Thread.ofPlatform()
                .start(() -> digest.completeAsync(
                        () -> {
                            for (var seed = 0; seed < 3; seed++) {
                                model.gradient(batches);
                                model.step(Fixtures.signs(HPARAMS, seed), 1e-3, 0.1);
                                try (var trial = model.tryStep(Fixtures.signs(HPARAMS, 9), 1e-3)) {
                                    trial.losses(batches);
                                }
                                model.loss(batches);
                            }
                            return model.digest();
                        },
                        Runnable::run));
        thread.join();
        var here = Fixtures.model(HPARAMS);
        for (var seed = 0; seed < 3; seed++) {
            here.step(Fixtures.signs(HPARAMS, seed), 1e-3, 0.1);
        }
        assertThat(digest.get()).isEqualTo(here.digest());
        here.close();
    }

    @Test
    void valuesThatAreNotFiniteGiveALossThatIsNone() {
        model.step(Fixtures.signs(HPARAMS, 1), 1e39, 0);
        model.step(Fixtures.signs(HPARAMS, 2), 1e39, 0);
        try (var trial = model.tryStep(Fixtures.signs(HPARAMS, 3), 1)) {
            assertThat(LossSum.mean(trial.losses(List.of(Fixtures.batch(1, 9, 1)))))
                    .isNaN();
        }
        assertThat(model.loss(Fixtures.batch(1, 9, 1)).mean()).isNaN();
    }

    @Test
    void trialRefusesWhatWouldBeLost() {
        var signs = Fixtures.signs(HPARAMS, 1);
        try (var _ = model.tryStep(signs, 1e-3)) {
            Stream.<ThrowingCallable>of(
                            () -> model.step(signs, 1e-3, 0),
                            () -> model.tryStep(signs, 1e-3),
                            () -> model.load(Path.of("none")),
                            () -> model.save(Path.of("none"), Map.of()))
                    .forEach(call -> assertThatThrownBy(call)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("close the trial first"));
        }
    }

    @Test
    void closingATrialTwiceLeavesALaterOneAlone() {
        var batches = List.of(Fixtures.batch(2, 9, 1));
        var first = model.tryStep(Fixtures.signs(HPARAMS, 1), 1e-3);
        first.close();
        try (var second = model.tryStep(Fixtures.signs(HPARAMS, 2), 1e-3)) {
            var losses = second.losses(batches);
            first.close();
            assertThat(second.losses(batches)).isEqualTo(losses);
            assertThatThrownBy(() -> first.losses(batches)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aTrialMayOutliveItsModel() {
        var other = Fixtures.model(HPARAMS);
        try (var trial = other.tryStep(Fixtures.signs(HPARAMS, 1), 1e-3)) {
            other.close();
            assertThatThrownBy(() -> trial.losses(List.of(Fixtures.batch(2, 9, 1))))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(other::digest).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesSignsOfAnotherModel() {
        var signs = Fixtures.signs(Fixtures.small(), 1);
        assertThatThrownBy(() -> model.step(signs, 1e-3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signs are " + signs.size());
    }

    @Test
    void valuesComeInTheOrderAskedFor() {
        var all = Fixtures.values(model);
        var last = all.length - 1;
        assertThat(model.valuesAt(new long[] {last, 0, 5000, 0})).containsExactly(all[last], all[0], all[5000], all[0]);
    }

    @Test
    void digestIsOfLittleEndianFloatsInCanonicalOrder() {
        var values = Fixtures.values(model);
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        assertThat(model.digest())
                .isEqualTo(HexFormat.of().formatHex(Sha256.create().digest(bytes.array())));
    }

    @Test
    void parametersFollowOneAnotherInCanonicalOrder() {
        var expected = new ArrayList<Integer>();
        for (var parameter : HPARAMS.model().parameters()) {
            for (var value : InitialValues.of(HPARAMS.seed(), parameter)) {
                expected.add(Float.floatToRawIntBits(value));
            }
        }
        assertThat(Arrays.stream(bits(Fixtures.values(model))).boxed()).containsExactlyElementsOf(expected);
    }

    @Test
    void refusesPositionOutsideTheModel() {
        var count = HPARAMS.model().parameterCount();
        assertThatThrownBy(() -> model.valuesAt(new long[] {0, count})).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> model.valuesAt(new long[] {-1})).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void keepsNoArrayOfHundredsOfCalls() {
        var signs = Fixtures.signs(HPARAMS, 1);
        work(signs);
        var before = NativeArrays.count();
        for (var i = 0; i < 300; i++) {
            work(signs);
        }
        assertThat(NativeArrays.count()).isEqualTo(before);
    }

    private void work(PackedSigns signs) {
        var batch = Fixtures.batch(2, 9, 1);
        try (var trial = model.tryStep(signs, 1e-3)) {
            trial.losses(List.of(batch));
        }
        model.gradient(List.of(batch, batch));
        model.step(signs, 1e-6, 0.1);
        model.valuesAt(new long[] {1, 5000});
        model.digest();
    }
}
