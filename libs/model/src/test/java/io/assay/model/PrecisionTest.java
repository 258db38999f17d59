package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import io.assay.gradient.PackedSigns;
import io.assay.model.data.TokenBatch;
import io.assay.protocol.hparams.HParams;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrecisionTest {
    private static final HParams HPARAMS = Fixtures.tiny();
    private static final List<TokenBatch> BATCHES =
            List.of(Fixtures.batch(3, 9, 1), Fixtures.batch(2, 9, 2), Fixtures.batch(2, 6, 3));

    private final LanguageModel exact = Fixtures.model(HPARAMS);
    private final LanguageModel half = model(Precision.BF16, 2048);

    @AfterEach
    void close() {
        exact.close();
        half.close();
    }

    private static LanguageModel model(Precision precision, int tokensAtOnce) {
        return model(precision, tokensAtOnce, 1);
    }

    private static LanguageModel model(Precision precision, int tokensAtOnce, int passesAtOnce) {
        var computation = new Computation("cpu", precision, tokensAtOnce, passesAtOnce);
        return LanguageModel.create(Fixtures.engine(), HPARAMS, computation);
    }

    @Test
    void lossesInBfloat16AreNearThoseInFloat() {
        assertThat(half.loss(BATCHES))
                .isCloseTo(exact.loss(BATCHES), within(1e-3))
                .isNotEqualTo(exact.loss(BATCHES));
    }

    @Test
    void theModelsOwnLossFollowsItsSteps() {
        var before = half.loss(BATCHES);
        half.step(Fixtures.signs(HPARAMS, 1), 1e-2, 0);
        exact.step(Fixtures.signs(HPARAMS, 1), 1e-2, 0);
        assertThat(half.digest()).isEqualTo(exact.digest());
        assertThat(half.loss(BATCHES))
                .isCloseTo(exact.loss(BATCHES), within(1e-2))
                .isNotEqualTo(before);
    }

    @Test
    void aTrialInBfloat16IsForgottenAfterwards() {
        var before = half.losses(BATCHES);
        try (var trial = half.tryStep(Fixtures.signs(HPARAMS, 1), 1e-2)) {
            assertThat(trial.losses(BATCHES)).isNotEqualTo(before);
            assertThatThrownBy(() -> half.losses(BATCHES))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("close the trial first");
        }
        assertThat(half.losses(BATCHES)).isEqualTo(before);
    }

    @Test
    void gradientsAndCheckpointsStayExact() {
        assertThat(half.gradient(BATCHES.subList(0, 2)).getFirst())
                .isEqualTo(exact.gradient(BATCHES.subList(0, 2)).getFirst());
        assertThat(Fixtures.values(half)).isEqualTo(Fixtures.values(exact));
    }

    @ParameterizedTest
    @EnumSource
    void howManySequencesGoTogetherChangesNoLossThatMatters(Precision precision) {
        try (var one = model(precision, 1);
                var many = model(precision, 1 << 20)) {
            var expected = one.losses(BATCHES);
            var losses = many.losses(BATCHES);
            for (var i = 0; i < expected.size(); i++) {
                assertThat(losses.get(i).mean()).isCloseTo(expected.get(i).mean(), within(2e-3));
                assertThat(losses.get(i).tokens()).isEqualTo(expected.get(i).tokens());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void howManyPassesAreMadeAtTheSameTimeChangesNoLoss(Precision precision) {
        try (var one = model(precision, 1);
                var three = model(precision, 1, 3)) {
            assertThat(three.losses(BATCHES)).isEqualTo(one.losses(BATCHES));
            try (var expected = one.tryStep(Fixtures.signs(HPARAMS, 6), 1e-3);
                    var trial = three.tryStep(Fixtures.signs(HPARAMS, 6), 1e-3)) {
                assertThat(trial.losses(BATCHES)).isEqualTo(expected.losses(BATCHES));
            }
        }
    }

    /** A pass changes in place what it keeps for a moment, and nothing else. */
    @ParameterizedTest
    @EnumSource
    void aPassLeavesParametersAndTrialsAsTheyAre(Precision precision) {
        try (var model = model(precision, 1, 2)) {
            var digest = model.digest();
            try (var trial = model.tryStep(Fixtures.signs(HPARAMS, 6), 1e-3)) {
                var first = trial.losses(BATCHES);
                assertThat(trial.losses(BATCHES)).isEqualTo(first);
            }
            var before = model.losses(BATCHES);
            assertThat(model.losses(BATCHES)).isEqualTo(before);
            assertThat(model.digest()).isEqualTo(digest);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatADeviceComputesIsWhatThisMachineWrites(Precision precision) {
        try (var decoder = Decoder.create(Fixtures.engine(), HPARAMS, Computation.PLAIN, InitialModel.seeded(HPARAMS));
                var host = new HostTrialValues(decoder, precision);
                var device = new DeviceTrialValues(decoder, precision)) {
            for (PackedSigns signs : signs()) {
                host.write(signs, 3e-4f);
                device.write(signs, 3e-4f);
                for (var i = 0; i < host.arrays().size(); i++) {
                    assertThat(bytes(host.arrays().get(i)))
                            .isEqualTo(bytes(device.arrays().get(i)));
                }
            }
        }
    }

    private static @Nullable PackedSigns[] signs() {
        return new @Nullable PackedSigns[] {Fixtures.signs(HPARAMS, 4), null, Fixtures.signs(HPARAMS, 5)};
    }

    private static byte[] bytes(NDArray array) {
        var buffer = array.toByteBuffer(true);
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
