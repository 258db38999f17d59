package io.assay.miner.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.miner.Miner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinerMainTest {
    private static final String SECRET = "x".repeat(64);

    @TempDir
    Path directory;

    private final List<String> settings = new ArrayList<>();

    @BeforeEach
    void completeSettings() throws IOException {
        var hparams = directory.resolve("hparams.json");
        try (var in = Objects.requireNonNull(MinerMainTest.class.getResourceAsStream("/hparams-tiny.json"))) {
            Files.copy(in, hparams);
        }
        settings.addAll(List.of(
                "--assay.hparams.file=" + hparams,
                "--assay.kafka.bootstrap-servers=127.0.0.1:1",
                "--assay.chain.endpoints=ws://127.0.0.1:1",
                "--assay.s3.endpoint=http://127.0.0.1:1",
                "--assay.s3.bucket=validator",
                "--assay.s3.access-key-id=id",
                "--assay.s3.secret-access-key=" + SECRET,
                "--assay.miner.endpoint=http://127.0.0.1:1",
                "--assay.miner.bucket=" + "b".repeat(32),
                "--assay.miner.access-key-id=id",
                "--assay.miner.secret-access-key=" + SECRET,
                "--assay.miner.read-access-key-id=" + "r".repeat(32),
                "--assay.miner.read-secret-access-key=" + SECRET,
                "--assay.miner.hotkey-file=" + directory.resolve("hotkey")));
    }

    @Test
    void refusesASettingThatItDoesNotKnow() {
        settings.add("--assay.miner.stratgy=honest");
        assertThat(causes(refusal()))
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("stratgy"));
    }

    @Test
    void startsAMinerThatOutlivesAnUnreachableChain() throws IOException {
        Files.writeString(directory.resolve("hotkey"), "{\"secretSeed\":\"0x" + "07".repeat(32) + "\"}");
        try (var context = MinerMain.start(settings.toArray(String[]::new))) {
            var miner = context.getBean(Miner.class);
            assertThat(miner.running()).isTrue();
            assertThat(context.getBean(MinerSettings.class).toString()).doesNotContain(SECRET);
        }
    }

    private Throwable refusal() {
        try {
            start();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("it started");
    }

    private void start() {
        MinerMain.start(settings.toArray(String[]::new)).close();
    }

    private static List<Throwable> causes(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause).toList();
    }
}
