package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.chain.key.Hotkey;
import io.assay.service.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    private static final String SEED = "5e".repeat(32);
    private static final Hotkey HOTKEY = Hotkey.fromSeed(HexFormat.of().parseHex(SEED));

    @TempDir
    Path directory;

    @Test
    void readsASeed() throws IOException {
        assertThat(SigningKey.load(settings(null, file(SEED))).address()).isEqualTo(HOTKEY.address());
        assertThat(SigningKey.load(settings(null, file("0x" + SEED + "\n"))).address())
                .isEqualTo(HOTKEY.address());
    }

    @Test
    void readsAWalletsHotkey() throws IOException {
        var wallet = file("{\"ss58Address\": \"" + HOTKEY.address() + "\", \"secretSeed\": \"0x" + SEED + "\"}");
        assertThat(SigningKey.load(settings(wallet, null)).address()).isEqualTo(HOTKEY.address());
    }

    @Test
    void refusesNeitherFile() {
        assertThatThrownBy(() -> settings(null, null))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("Neither assay.weights.hotkey-file nor assay.weights.hotkey-seed-file is set:"
                        + " weights cannot be signed.");
    }

    @Test
    void refusesBothFiles() {
        assertThatThrownBy(() -> settings(Path.of("a"), Path.of("b")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("Both assay.weights.hotkey-file and");
    }

    @Test
    void refusesAMissingFile() {
        assertThatThrownBy(() -> SigningKey.load(settings(null, directory.resolve("nowhere"))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("nowhere, which cannot be read");
    }

    @Test
    void tellsNothingOfASeedThatItRefuses() throws IOException {
        assertNothingTold(settings(null, file(SEED + "5e")));
        assertNothingTold(settings(null, file("z" + SEED.substring(1))));
    }

    @Test
    void tellsNothingOfAWalletThatItRefuses() throws IOException {
        var others = Hotkey.fromUri("//Bob").address();
        assertNothingTold(
                settings(file("{\"ss58Address\": \"" + others + "\", \"secretSeed\": \"" + SEED + "\"}"), null));
        assertNothingTold(settings(file("{\"secretSeed\": \"" + SEED + "\""), null));
    }

    private static void assertNothingTold(WeightsProperties settings) {
        var refused = catchThrowableOfType(InvalidSettingException.class, () -> SigningKey.load(settings));
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain("5e5e5e");
        }
        assertThat(refused.remedy()).isNotBlank();
        assertThat(settings.toString()).doesNotContain("5e5e5e");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "key", ""), content);
    }

    private static WeightsProperties settings(@Nullable Path wallet, @Nullable Path seed) {
        return new WeightsProperties(wallet, seed, null, null, Duration.ofSeconds(2), Duration.ofSeconds(30));
    }
}
