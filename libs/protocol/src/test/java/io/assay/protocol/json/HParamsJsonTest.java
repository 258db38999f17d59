package io.assay.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.protocol.hparams.HParams.Parity;
import io.assay.protocol.hparams.HParams.WeightsFrom;
import io.assay.protocol.hparams.InvalidHParamsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class HParamsJsonTest {
    private static final JsonMapper PLAIN = new JsonMapper();
    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("../..");
    private static final String SHIPPED = text("hparams.json");

    @Test
    void everyNumberHasARange() {
        var numbers = new ArrayList<String>();
        collect("", PLAIN.readTree(SHIPPED), numbers);
        assertThat(Range.all().stream().map(Range::name)).containsExactlyElementsOf(numbers);
    }

    private static void collect(String prefix, JsonNode tree, List<String> numbers) {
        tree.forEachEntry((name, value) -> {
            if (value.isNumber()) {
                numbers.add(prefix + name);
            }
            collect(prefix + name + ".", value, numbers);
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesAValueOutOfRangeByNameValueAndRange() {
        return Range.all().stream()
                .flatMap(range -> Stream.of(range.below(), range.above())
                        .map(value ->
                                DynamicTest.dynamicTest(range.name() + "=" + value, () -> refuses(range, value))));
    }

    private static void refuses(Range range, String value) {
        assertThatThrownBy(() -> HParamsJson.read(with(range.name(), PLAIN.readTree(value))))
                .isInstanceOf(InvalidHParamsException.class)
                .hasMessageContaining(leaf(range.name()))
                .hasMessageContaining(value)
                .hasMessageContaining("allowed: ");
    }

    @TestFactory
    Stream<DynamicTest> takesTheEndsOfTheRangeThatDependOnNothingElse() {
        var dependent = List.of(
                "model.hidden_size", "model.num_attention_heads", "model.max_position_embeddings", "assigned_batches");
        return Range.all().stream()
                .filter(range -> !dependent.contains(range.name()))
                .flatMap(range -> Stream.of(range.low(), range.high())
                        .map(value -> DynamicTest.dynamicTest(range.name() + "=" + value, () -> {
                            var read = HParamsJson.read(with(range.name(), PLAIN.readTree(value)));
                            var written = PLAIN.readTree(HParamsJson.write(read));
                            assertThat(written.at(pointer(range.name())).doubleValue())
                                    .isEqualTo(Double.parseDouble(value));
                        })));
    }

    @TestFactory
    Stream<DynamicTest> refusesAMissingParameterByName() {
        return names(PLAIN.readTree(SHIPPED))
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    var tree = (ObjectNode) PLAIN.readTree(SHIPPED);
                    var holder = name.startsWith("model.") ? (ObjectNode) tree.get("model") : tree;
                    holder.remove(leaf(name));
                    assertThatThrownBy(() -> HParamsJson.read(tree.toString()))
                            .isInstanceOf(InvalidHParamsException.class)
                            .hasMessageContaining(leaf(name));
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesNullAndOtherTypesByName() {
        return names(PLAIN.readTree(SHIPPED))
                .flatMap(name -> Stream.of("null", "\"4\"", "[1]", "true")
                        .map(value -> DynamicTest.dynamicTest(
                                name + "=" + value,
                                () -> assertThatThrownBy(() -> HParamsJson.read(with(name, PLAIN.readTree(value))))
                                        .isInstanceOf(InvalidHParamsException.class)
                                        .hasMessageContaining(leaf(name)))));
    }

    private static Stream<String> names(JsonNode tree) {
        return tree.propertyNames().stream()
                .flatMap(name -> tree.get(name).isObject()
                        ? Stream.concat(
                                Stream.of(name),
                                tree.get(name).propertyNames().stream().map(inner -> name + "." + inner))
                        : Stream.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch_sise", "model.hiden_size", "batchSize"})
    void refusesAnUnknownParameterByName(String name) {
        assertThatThrownBy(() -> HParamsJson.read(with(name, PLAIN.readTree("1"))))
                .isInstanceOf(InvalidHParamsException.class)
                .hasMessageContaining(leaf(name))
                .hasMessageContaining("known: ");
    }

    @Test
    void refusesAFractionWhereAnIntegerBelongs() {
        assertThatThrownBy(() -> HParamsJson.read(with("batch_size", PLAIN.readTree("6.5"))))
                .isInstanceOf(InvalidHParamsException.class)
                .hasMessageContaining("batch_size")
                .hasMessageContaining("6.5");
    }

    @Test
    void refusesAParameterGivenTwice() {
        assertThatThrownBy(() -> HParamsJson.read(SHIPPED.replaceFirst("\\{", "{\"batch_size\": 7,")))
                .isInstanceOf(InvalidHParamsException.class)
                .hasMessageContaining("batch_size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "null", "\"hparams\"", "{} {}"})
    void refusesWhatIsNoJsonObject(String text) {
        assertThatThrownBy(() -> HParamsJson.read(text))
                .isInstanceOf(InvalidHParamsException.class)
                .hasMessageStartingWith("hparams");
    }

    @ParameterizedTest
    @CsvSource({"hidden_size, 2050", "num_key_value_heads, 3", "num_attention_heads, 3"})
    void refusesHeadsThatDoNotDivide(String name, String value) {
        assertThatThrownBy(() -> HParamsJson.read(with("model." + name, PLAIN.readTree(value))))
                .isInstanceOf(InvalidHParamsException.class)
                .hasMessageContaining("num_attention_heads");
    }

    @Test
    void readsWhatItWrote() {
        var hparams = HParamsJson.read(SHIPPED);
        assertThat(HParamsJson.read(HParamsJson.write(hparams))).isEqualTo(hparams);
    }

    @Test
    void readsTheShippedFiles() {
        assertThat(HParamsJson.read(SHIPPED).parity()).isEqualTo(Parity.ASSAY);
        var templar = HParamsJson.read(text("hparams-templar-0.2.80.json"));
        assertThat(templar.parity()).isEqualTo(Parity.TEMPLAR);
        assertThat(templar.missingGradientPenalty()).isEqualTo(0.25);
        var localnet = HParamsJson.read(text("localnet/src/main/resources/hparams-localnet.json"));
        assertThat(localnet.model().parameterCount()).isLessThan(1_000_000);
    }

    @Test
    void overlaysWhatIsNamedOnly() {
        var base = HParamsJson.read(SHIPPED);
        var over = HParamsJson.overlay(
                base,
                "{\"netuid\": 9, \"weights_from\": \"final_score_average\", \"model\": {\"num_hidden_layers\": 2}}");
        assertThat(over.netuid()).isEqualTo(9);
        assertThat(over.weightsFrom()).isEqualTo(WeightsFrom.FINAL_SCORE_AVERAGE);
        assertThat(over.model().numHiddenLayers()).isEqualTo(2);
        assertThat(HParamsJson.overlay(
                        over,
                        "{\"netuid\": 3, \"weights_from\": \"final_score\", \"model\": {\"num_hidden_layers\": 16}}"))
                .isEqualTo(base);
        assertThat(HParamsJson.overlay(base, "{}")).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"nettuid\": 1}", "{\"model\": {\"layers\": 1}}", "{\"netuid\": -1}", "{\"model\": null}", "[]"
            })
    void refusesABadOverlay(String json) {
        var base = HParamsJson.read(SHIPPED);
        assertThatThrownBy(() -> HParamsJson.overlay(base, json)).isInstanceOf(InvalidHParamsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataset_sha256", "initial_values_sha256"})
    void keepsAnOptionalDigestAndDoesWithout(String name) {
        var base = HParamsJson.read(SHIPPED);
        assertThat(HParamsJson.write(base)).doesNotContain(name);
        var digest = "0123456789abcdef".repeat(4);
        var over = HParamsJson.overlay(base, "{\"" + name + "\": \"" + digest + "\"}");
        assertThat(HParamsJson.write(over)).contains("\"" + name + "\" : \"" + digest + "\"");
        assertThat(HParamsJson.read(HParamsJson.write(over))).isEqualTo(over).isNotEqualTo(base);
        assertThat(HParamsJson.digest(over)).isNotEqualTo(HParamsJson.digest(base));
        assertThat(HParamsJson.overlay(over, "{\"" + name + "\": null}")).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource({"dataset_sha256, ABCD", "initial_values_sha256, 00", "dataset_sha256, ''"})
    void refusesWhatIsNoDigest(String name, String value) {
        assertThatThrownBy(() -> HParamsJson.read(with(name, PLAIN.valueToTree(value))))
                .isInstanceOf(InvalidHParamsException.class)
                .hasMessage(name + " is " + value + ", allowed: absent, or 64 lower-case hexadecimal digits");
    }

    @Test
    void hasAPinnedDigest() {
        assertThat(HParamsJson.digest(HParamsJson.read(text("hparams-templar-0.2.80.json"))))
                .isEqualTo("6818ca74f4b6ed2ed426d7add2e25420c68a61b0bc3a08259669532060d2f79a");
    }

    @Test
    void doesNotDigestTheWayANumberIsWritten() {
        var other = SHIPPED.replace("\"openskill_beta\": 20,", "\"openskill_beta\": 2.0e1,");
        assertThat(other).isNotEqualTo(SHIPPED);
        assertThat(HParamsJson.digest(HParamsJson.read(other)))
                .isEqualTo(HParamsJson.digest(HParamsJson.read(SHIPPED)));
    }

    @TestFactory
    Stream<DynamicTest> digestChangesWithAnyNumber() {
        var digest = HParamsJson.digest(HParamsJson.read(SHIPPED));
        var dependent = List.of("model.hidden_size", "model.num_attention_heads");
        return Range.all().stream()
                .filter(range -> !dependent.contains(range.name()))
                .map(range -> DynamicTest.dynamicTest(range.name(), () -> {
                    var now = PLAIN.readTree(SHIPPED).at(pointer(range.name())).doubleValue();
                    var other = now == Double.parseDouble(range.high()) ? range.low() : range.high();
                    assertThat(HParamsJson.digest(HParamsJson.read(with(range.name(), PLAIN.readTree(other)))))
                            .isNotEqualTo(digest);
                }));
    }

    private static String with(String name, JsonNode value) {
        var tree = (ObjectNode) PLAIN.readTree(SHIPPED);
        var holder = name.startsWith("model.") ? (ObjectNode) tree.get("model") : tree;
        holder.set(leaf(name), value);
        return tree.toString();
    }

    private static String leaf(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    private static String pointer(String name) {
        return "/" + name.replace('.', '/');
    }

    private static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
