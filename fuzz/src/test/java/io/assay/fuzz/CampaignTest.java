package io.assay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void findsAFaultBehindFiveBytesAndKeepsTheInput() throws Exception {
        var result = campaign(PlantedFault.class).run(new Options.Limit.Runs(2_000_000));

        assertThat(result.findings()).anyMatch(line -> line.contains("IllegalStateException: met"));
        try (var files = Files.list(folder.resolve("work"))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("planted-crash")))
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .startsWith("assay"));
        }
    }

    @Test
    void findsNothingInASoundReaderAndCountsItsInputs() throws Exception {
        var result = campaign(Target.HEADER.entry()).run(new Options.Limit.Runs(500));

        assertThat(result.findings()).isEmpty();
        assertThat(result.inputs()).isGreaterThanOrEqualTo(500);
        assertThat(result.coverage()).isPositive();
    }

    private Campaign campaign(Class<?> entry) {
        return new Campaign(
                "planted",
                entry.getName(),
                folder.resolve("corpus"),
                folder.resolve("work"),
                new PrintStream(said, true, StandardCharsets.UTF_8));
    }
}
