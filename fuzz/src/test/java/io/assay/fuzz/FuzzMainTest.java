package io.assay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FuzzMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seconds 0       | --seconds is 0, allowed: 1..",
                "--seconds ten     | --seconds is ten, allowed",
                "--runs            | --runs needs a value",
                "--speed 3         | there is no option --speed",
                "zip               | there is no target zip; known: safetensors, header",
                "--runs 1 --merge  | only one of --seconds, --runs and --merge",
            })
    void saysWhatIsWrongWithTheCommandLine(String line, String sentence) throws Exception {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(sentence).contains("usage:");
    }

    @Test
    void sharesTheRunsBetweenTheTargets() throws Exception {
        assertThat(run("safetensors", "header", "--runs", "3000", "--corpus=" + folder, "--work=" + work()))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("1,50", "3,00", "nothing found");
        assertThat(work().resolve("header.log")).isNotEmptyFile();
    }

    @Test
    void addsToTheCorpusWhatReachesNewCode() throws Exception {
        Files.createDirectories(work().resolve("found/header"));
        Files.copy(Path.of("corpus/header/plain"), work().resolve("found/header/new"));

        assertThat(run("header", "--merge", "--corpus=" + folder, "--work=" + work()))
                .isZero();
        assertThat(folder.resolve("header")).isDirectoryContaining(Files::isRegularFile);
    }

    private Path work() {
        return folder.resolve("work");
    }

    private int run(String... args) throws InterruptedException {
        return FuzzMain.run(
                List.of(args),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
