package io.assay.inspect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.command.UsageException;
import io.assay.inspect.Samples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void onlyTheFileIsNeeded() {
        assertThat(parse("upload")).isEqualTo(new Options(Path.of("upload"), null, null, null, false));
    }

    @Test
    void takesAllInAnyOrder() {
        var sender = new Options.Sender(7, Samples.HOTKEY);
        var all = new Options(Path.of("upload"), Path.of("h.json"), 1500L, sender, true);
        assertThat(parse("upload --hparams h.json --window 1500 --uid 7 --hotkey " + Samples.HOTKEY + " --json"))
                .isEqualTo(all);
        assertThat(parse("--json --hotkey=" + Samples.HOTKEY + " --uid=7 --window=1500 upload --hparams=h.json"))
                .isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--json                  | name the file to look into",
                "a b                     | one file at a time: a or b",
                "a --quick               | there is no option --quick",
                "a --json --json         | --json is given twice",
                "a --window 1 --window 2 | --window is given twice",
                "a --window              | --window needs a value",
                "a --window --json       | --window needs a value",
                "a --window -1           | --window is -1, allowed: 0..9223372036854775807",
                "a --window 1e3          | --window is 1e3, allowed: 0..",
                "a --uid 65536           | --uid is 65536, allowed: 0..65535",
                "a --uid 7               | give both",
                "a --hotkey 5G           | give both",
                "a --uid 7 --hotkey 5G   | --hotkey is 5G, allowed: an SS58 address",
            })
    void refusesWhatCannotBeFollowed(String line, String sentence) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(UsageException.class).hasMessageContaining(sentence);
    }

    private static Options parse(String line) {
        return Options.parse(List.of(line.split(" +")));
    }
}
