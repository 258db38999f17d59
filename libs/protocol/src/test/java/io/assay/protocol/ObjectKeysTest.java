package io.assay.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeysTest {
    private static final String DIGEST = "ab".repeat(32);

    @Test
    void namesObjectsAsTheProtocolSays() {
        assertThat(ObjectKeys.gradient(7, 12))
                .isEqualTo("gradient-7-12-v" + ObjectKeys.VERSION + ".safetensors")
                .startsWith(ObjectKeys.gradientPrefix());
        assertThat(ObjectKeys.pinned(3, DIGEST)).isEqualTo("pinned/3/" + DIGEST + ".safetensors");
        assertThat(ObjectKeys.aggregate(3, 7, DIGEST)).isEqualTo("aggregates/3/000000000007-" + DIGEST + ".signs");
        assertThat(ObjectKeys.checkpoint(3, 7)).isEqualTo("checkpoints/3/000000000007/");
        assertThat(ObjectKeys.checkpoint(3, 7, "model.safetensors"))
                .isEqualTo("checkpoints/3/000000000007/model.safetensors");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 999_999_999_999L})
    void findsTheWindowOfACheckpoint(long window) {
        assertThat(ObjectKeys.checkpointWindow(3, ObjectKeys.checkpoint(3, window, "manifest.json")))
                .isEqualTo(window);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "checkpoints/3/",
                "checkpoints/3/7/manifest.json",
                "checkpoints/3/000000000007",
                "checkpoints/3/000000000007/",
                "checkpoints/3/000000000007/model.safetensors",
                "checkpoints/3/000000000007/manifest.json/manifest.json",
                "checkpoints/3//manifest.json000000000007",
                "checkpoints/30/000000000007/manifest.json",
                "checkpoints/4/000000000007/manifest.json",
                "checkpoints/3/00000000000x/manifest.json",
                "checkpoints/3/9000000000007/manifest.json",
                "aggregates/3/000000000007/manifest.json",
            })
    void refusesAKeyThatIsNoCheckpointOfTheSubnet(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectKeys.checkpointWindow(3, key))
                .withMessageContaining("key is " + key);
    }

    @Test
    void sortsCheckpointsByWindow() {
        assertThat(ObjectKeys.checkpoint(3, 9)).isLessThan(ObjectKeys.checkpoint(3, 10));
        assertThat(ObjectKeys.checkpoint(3, 10)).startsWith(ObjectKeys.checkpointPrefix(3));
    }

    @Test
    void writesDigitsAlikeInEveryLocale() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(ObjectKeys.checkpoint(3, 7)).isEqualTo("checkpoints/3/000000000007/");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void refusesPartsThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectKeys.pinned(3, "../../etc"));
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectKeys.aggregate(3, 7, "AB".repeat(32)));
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectKeys.checkpoint(3, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectKeys.checkpoint(3, 7, "../8/manifest.json"));
    }
}
