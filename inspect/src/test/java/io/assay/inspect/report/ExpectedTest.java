package io.assay.inspect.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.gradient.Expectation;
import io.assay.inspect.RawSafetensors;
import io.assay.inspect.Samples;
import io.assay.inspect.command.Options;
import io.assay.inspect.content.Content;
import io.assay.inspect.report.Expected.Origin;
import io.assay.inspect.report.Expected.Value;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedTest {
    private static final String OTHER = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

    private final RawSafetensors file = RawSafetensors.of(Samples.safetensors());

    @Test
    void takesWhatTheFileSays() {
        var expected = expected(file.bytes());
        assertThat(expected)
                .isEqualTo(new Expected(
                        new Value<>(1500L, Origin.FILE),
                        new Value<>(7, Origin.FILE),
                        new Value<>(Samples.HOTKEY, Origin.FILE)));
        assertThat(expected.expectation()).isEqualTo(new Expectation(1500, 7, Samples.HOTKEY));
    }

    @Test
    void takesWhatIsGivenBeforeWhatTheFileSays() {
        var expected = expected(file.bytes(), "--window", "3", "--uid", "0", "--hotkey", OTHER);
        assertThat(expected.window().from()).isEqualTo(Origin.GIVEN);
        assertThat(expected.uid().from()).isEqualTo(Origin.GIVEN);
        assertThat(expected.expectation()).isEqualTo(new Expectation(3, 0, OTHER));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"window\":\"1500\"', '\"window\":\"-1\"'",
        "'\"window\":\"1500\"', '\"window\":\"9999999999999999999\"'",
        "'\"uid\":\"7\"',       '\"uid\":\"65536\"'",
        "'\"hotkey\":\"5G',     '\"hotkey\":\"0O'",
        "'\"hotkey\":\"5G',     '\"key\":\"5G'",
    })
    void takesNothingThatNoUploadCouldHave(String part, String by) {
        var expected = expected(file.replace(part, by).bytes());
        assertThat(List.of(expected.window(), expected.uid(), expected.hotkey()))
                .filteredOn(value -> value.from() == Origin.NOWHERE)
                .singleElement()
                .matches(value -> value.value() == null);
        assertThat(expected.expectation()).isNotNull();
    }

    @Test
    void comparesNoSenderOfATorchFile() throws IOException {
        var torch = Files.readAllBytes(Samples.torch("gradient-1500-7-v0.2.80.pt"));
        assertThat(expected(torch).window()).isEqualTo(new Value<>(1500L, Origin.FILE));
        assertThat(expected(torch).uid()).isEqualTo(new Value<>(null, Origin.NOT_COMPARED));
        assertThat(expected(torch, "--uid", "9", "--hotkey", OTHER).hotkey())
                .isEqualTo(new Value<>(OTHER, Origin.NOT_COMPARED));
    }

    private static Expected expected(byte[] file, String... options) {
        var words = new ArrayList<>(List.of(options));
        words.add("upload");
        return Expected.of(Options.parse(words), Content.of(MemorySegment.ofArray(file), Samples.LAYOUT));
    }
}
