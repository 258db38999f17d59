package io.assay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every input kept: the seeds, what reached new code, and what once was a finding. */
class CorpusTest {
    private static final Path CORPUS = Path.of("corpus");

    @ParameterizedTest
    @EnumSource(Target.class)
    void everyInputKeptEndsInAVerdict(Target target) throws IOException {
        var inputs = inputs(target);
        var accepted = inputs.stream().filter(target::accepts).count();

        assertThat(accepted)
                .as("accepted, so that fuzzing begins behind the last check")
                .isPositive();
        assertThat(accepted).as("and some are refused").isLessThan(inputs.size());
    }

    private static List<byte[]> inputs(Target target) throws IOException {
        var inputs = new ArrayList<byte[]>();
        try (var files = Files.list(CORPUS.resolve(target.word()))) {
            for (var file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
        }
        return inputs;
    }
}
