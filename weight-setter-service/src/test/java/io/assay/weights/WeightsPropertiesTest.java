package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.service.settings.InvalidSettingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WeightsPropertiesTest {
    private static WeightsProperties of(@Nullable List<Integer> netuids) {
        var second = Duration.ofSeconds(1);
        return new WeightsProperties(Path.of("hotkey"), null, null, netuids, second, second);
    }

    @Test
    void setsWeightsOnTheParametersSubnetUnlessOthersAreNamed() {
        assertThat(of(null).netuidsOr(3)).containsExactly(3);
        assertThat(of(List.of(5, 4)).netuidsOr(3)).containsExactly(5, 4);
    }

    static Stream<List<Integer>> refused() {
        return Stream.of(
                List.of(),
                List.of(3, 3),
                List.of(-1),
                List.of(65536),
                IntStream.range(0, 17).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource
    void refused(List<Integer> netuids) {
        assertThatThrownBy(() -> of(netuids))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("assay.weights.netuids");
    }
}
