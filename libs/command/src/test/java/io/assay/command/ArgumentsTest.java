package io.assay.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static Arguments parse(String... args) {
        return Arguments.parse(List.of(args), Set.of("--data", "--file"), Set.of("--force"));
    }

    private static void assertRefused(String message, String... args) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse(args))
                .withMessage(message);
    }

    @Test
    void readsValuesAndFlags() {
        var arguments = parse("--data", "a=b", "--force", "--file=c=d");
        assertThat(arguments.value("--data")).isEqualTo("a=b");
        assertThat(arguments.required("--file")).isEqualTo("c=d");
        assertThat(arguments.has("--force")).isTrue();
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertRefused("there is no option --dtaa", "--dtaa", "x");
        assertRefused("there is no option x", "x");
    }

    @Test
    void namesAnOptionWithoutItsValue() {
        assertRefused("--data needs a value", "--data");
        assertRefused("--data needs a value", "--data", "--force");
        assertRefused("--data needs a value", "--data=");
    }

    @Test
    void namesAnOptionGivenTwice() {
        assertRefused("--data is given twice", "--data", "a", "--data", "b");
    }

    @Test
    void keepsWordsWhereTheyAreAllowed() {
        var arguments = Arguments.parseWithWords(
                List.of("first", "--data", "a", "second", "--force"), Set.of("--data"), Set.of("--force"));
        assertThat(arguments.words()).containsExactly("first", "second");
        assertThat(arguments.value("--data")).isEqualTo("a");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> Arguments.parseWithWords(List.of("first", "--x"), Set.of(), Set.of()))
                .withMessage("there is no option --x");
    }

    @Test
    void readsNumbersInTheirRange() {
        assertThat(parse("--data", "-3").number("--data", -3, 4)).isEqualTo(-3);
        assertThat(parse().number("--data", 0, 4)).isNull();
        for (var wrong : List.of("5", "1e3", "99999999999999999999")) {
            assertThatExceptionOfType(UsageException.class)
                    .isThrownBy(() -> parse("--data", wrong).number("--data", 0, 4))
                    .withMessage("--data is " + wrong + ", allowed: 0..4");
        }
    }

    @Test
    void namesAnOptionThatIsMissing() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse("--force").required("--data"))
                .withMessage("--data is missing");
    }

    @Test
    void wantsExactlyOneOfSeveral() {
        assertThat(parse("--file", "x").exactlyOne(Set.of("--file", "--data"))).isEqualTo("--file");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse().exactlyOne(Set.of("--file", "--data")))
                .withMessage("one of --data, --file is needed, given: none");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse("--file", "x", "--data", "y").exactlyOne(Set.of("--file", "--data")))
                .withMessageContaining("is needed, given: --");
    }
}
