package io.assay.miner.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.miner.MinerPlan;
import io.assay.miner.strategy.StrategyKind;
import io.assay.service.settings.InvalidSettingException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MinerSettingsTest {
    private static final String SECRET = "x".repeat(64);

    @TempDir
    Path directory;

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "assay.miner.endpoint",
            "http://127.0.0.1:1",
            "assay.miner.bucket",
            "b".repeat(32),
            "assay.miner.access-key-id",
            "id",
            "assay.miner.secret-access-key",
            SECRET,
            "assay.miner.read-access-key-id",
            "r".repeat(32),
            "assay.miner.read-secret-access-key",
            SECRET,
            "assay.miner.hotkey-file",
            "nowhere"));

    @Test
    void isHonestByDefault() {
        assertThat(bound().plan()).isEqualTo(MinerPlan.of(StrategyKind.HONEST));
    }

    @Test
    void namesAMissingSetting() {
        settings.remove("assay.miner.bucket");
        assertRefused("The setting assay.miner.bucket is missing.");
    }

    @Test
    void namesTheKnownStrategies() {
        settings.put("assay.miner.strategy", "lazy");
        assertRefused(
                "The setting assay.miner.strategy cannot be used: strategy 'lazy' is unknown, known: honest, idle,"
                        + " noise, copycat, desync, late, broken.");
    }

    @Test
    void saysHowLongAKeyMustBeAndNotWhatItIs() {
        settings.put("assay.miner.read-secret-access-key", "short");
        assertRefused("The settings of the bucket cannot be used: secretAccessKey of a bucket commitment has 5"
                + " characters, allowed: 64 printable ASCII characters without blanks.");
    }

    @Test
    void tellsNobodyOfUploadsUnlessItIsToldWhom() {
        assertThat(bound().ingest()).isEmpty();
        settings.put("assay.miner.ingest-endpoint", "https://validator.example/");
        assertThat(bound().ingest()).contains(URI.create("https://validator.example/"));
    }

    @Test
    void refusesAnIngestServiceBelowAPath() {
        settings.put("assay.miner.ingest-endpoint", "https://validator.example/ingest");
        assertRefused("The setting assay.miner.ingest-endpoint is https://validator.example/ingest, which has a path.");
        settings.put("assay.miner.ingest-endpoint", "validator.example:7411");
        assertRefused("The setting assay.miner.ingest-endpoint is validator.example:7411.");
    }

    @Test
    void namesAHotkeyFileThatCannotBeRead() {
        assertThatThrownBy(() -> bound().hotkey())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("The setting assay.miner.hotkey-file names nowhere, which cannot be read.");
    }

    @Test
    void namesAHotkeyFileWithoutASeed() throws Exception {
        var file = Files.writeString(directory.resolve("hotkey"), "{}");
        settings.put("assay.miner.hotkey-file", file.toString());
        assertThatThrownBy(() -> bound().hotkey())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(file + " has no secretSeed");
    }

    @Test
    void keepsSecretsOutOfItsText() {
        assertThat(bound().toString()).doesNotContain(SECRET);
        assertThat(bound().ownStore().toString()).doesNotContain(SECRET);
    }

    private MinerSettings bound() {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("assay.miner", MinerSettings.class)
                .get();
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::bound)
                .hasRootCauseInstanceOf(InvalidSettingException.class)
                .hasRootCauseMessage(message);
    }
}
