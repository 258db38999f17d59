package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.assay.protocol.hparams.HParams;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelfTestTest {
    private static final HParams HPARAMS = Fixtures.small();

    @Test
    void theKnownLossIsThatOfPlainArithmetic() {
        try (var model = Fixtures.model(SelfTest.hparams(HPARAMS))) {
            var values = Fixtures.values(model);
            var doubles = IntStream.range(0, values.length)
                    .mapToDouble(i -> values[i])
                    .toArray();
            var plain = new ScalarLlama(SelfTest.hparams(HPARAMS).model(), doubles);
            assertThat(plain.loss(SelfTest.BATCH)).isCloseTo(SelfTest.LOSS, within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void thisMachinePasses(Precision precision) {
        assertThatCode(() -> SelfTest.run(Fixtures.engine(), HPARAMS, new Computation("cpu", precision, 1024, 1)))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherSeedOfTheSubnetChangesNothing() {
        assertThatCode(() -> SelfTest.run(Fixtures.engine(), Fixtures.small("{\"seed\": 99}"), Computation.PLAIN))
                .doesNotThrowAnyException();
    }

    @Test
    void aFaultTellsWhereAndWhat() {
        assertThat(new SelfTestException(Computation.PLAIN, "2.7.1", 5.5, 6.25))
                .hasMessageContaining("cpu")
                .hasMessageContaining("5.5 instead of 6.25")
                .hasMessageContaining("PYTORCH_LIBRARY_PATH");
    }
}
