package io.assay.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class CanonicalJsonTest {
    private static final JsonMapper PLAIN = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** RFC 8785, appendix B, and the smallest doubles: bits of the double, expected text. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "0000000000000002, 1e-323",
        "0000000000000003, 1.5e-323",
        "0000000000000004, 2e-323",
        "0000000000000005, 2.5e-323",
        "0000000000000006, 3e-323",
        "0000000000000007, 3.5e-323",
        "0000000000000008, 4e-323",
        "0000000000000009, 4.4e-323",
        "000000000000000a, 5e-323",
        "000000000000000b, 5.4e-323",
        "000000000000000c, 6e-323",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
    })
    void printsNumbersAsTheStandardDoes(String bits, String expected) {
        assertThat(CanonicalJson.number(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(expected);
    }

    @Test
    void agreesWithTheStandardsExampleDocument() {
        var example = "{\"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],"
                + "\"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
                + "\"literals\": [null, true, false]}";
        assertThat(CanonicalJson.text(PLAIN.readTree(example)))
                .isEqualTo("{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785, section 3.2.3. */
    @Test
    void sortsMembersByUtf16CodeUnits() {
        var example = "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With"
                + " Dagesh\",\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
                + "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}";
        var text = CanonicalJson.text(PLAIN.readTree(example));
        assertThat(PLAIN.readTree(text).valueStream().map(value -> value.stringValue()))
                .containsExactly(
                        "Carriage Return",
                        "One",
                        "Control",
                        "Latin Small Letter O With Diaeresis",
                        "Euro Sign",
                        "Emoji: Grinning Face",
                        "Hebrew Letter Dalet With Dagesh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "[{},[]]", "{\"a\":{\"b\":[1,-2]}}"})
    void leavesCanonicalTextAsItIs(String text) {
        assertThat(CanonicalJson.text(PLAIN.readTree(text))).isEqualTo(text);
    }

    @Test
    void doesNotTellAnIntegerFromADoubleOfTheSameValue() {
        assertThat(CanonicalJson.text(PLAIN.readTree("[20,20.0,2e1]"))).isEqualTo("[20,20,20]");
    }

    @ParameterizedTest
    @ValueSource(longs = {9007199254740993L, -9007199254740993L, Long.MAX_VALUE, Long.MIN_VALUE})
    void refusesIntegersThatAreNotExact(long value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.text(NODES.numberNode(value)))
                .withMessageContaining(Long.toString(value));
    }

    @ParameterizedTest
    @ValueSource(longs = {9007199254740992L, -9007199254740992L, 0, -1})
    void printsExactIntegers(long value) {
        assertThat(CanonicalJson.text(NODES.numberNode(value))).isEqualTo(Long.toString(value));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesNumbersThatAreNotFinite(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.text(NODES.numberNode(value)))
                .withMessageContaining(Double.toString(value));
    }

    @ParameterizedTest
    @ValueSource(chars = {'\uD800', '\uDFFF'})
    void refusesHalfASurrogatePair(char half) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.text(NODES.stringNode("a" + half)))
                .withMessageContaining("surrogate");
    }

    @Property(tries = 5000)
    void readsBackBitForBit(@ForAll("finite") double value) {
        var text = CanonicalJson.number(value);
        assertThat(Double.parseDouble(text)).isEqualTo(value);
        assertThat(PLAIN.readValue(text, Double.class)).isEqualTo(value);
    }

    @Property(tries = 2000)
    void printsWhatItPrinted(@ForAll("finite") double value) {
        var text = CanonicalJson.number(value);
        assertThat(CanonicalJson.number(Double.parseDouble(text))).isEqualTo(text);
    }

    @Property(tries = 1000)
    void readsBackEveryText(@ForAll("texts") String value) {
        var text = CanonicalJson.text(NODES.stringNode(value));
        assertThat(PLAIN.readTree(text).stringValue()).isEqualTo(value);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(20)
                .filter(text ->
                        text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** All bit patterns alike: every exponent comes up. Zero of either sign is the example's business. */
    @Provide
    Arbitrary<Double> finite() {
        return Arbitraries.longs().map(Double::longBitsToDouble).filter(value -> Double.isFinite(value) && value != 0);
    }
}
