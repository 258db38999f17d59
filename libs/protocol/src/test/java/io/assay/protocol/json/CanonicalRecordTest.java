package io.assay.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.LossPair;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CanonicalRecordTest {

    private static String sha256(Record record, String without) {
        return CanonicalRecord.of(record.getClass(), without, JsonMapper.shared())
                .sha256(record);
    }

    private static EvaluationFailed failed(String detail) {
        return new EvaluationFailed(3, 7, 1, Samples.ALICE, EvaluationFailure.DEVICE_FAULT, detail, "worker/1");
    }

    @Provide
    Arbitrary<String> details() {
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .withCharRange('\0', '\u00ff')
                                .ofMinLength(0)
                                .ofMaxLength(40),
                        Arbitraries.of("\u20ac$\u000f\nA'B\"\\\"/", "\ud83d\ude02", "\u2028", "\u007f\u0080"))
                .map(text -> "x" + text);
    }

    @Property(tries = 500)
    void writesTextAsTheTreesCanonicalTextDoes(@ForAll("details") String detail) {
        var event = failed(detail);
        assertThat(sha256(event, "")).isEqualTo(CanonicalJson.sha256(EventJson.tree(event)));
    }

    @Property(tries = 2000)
    void writesNumbersAsTheTreesCanonicalTextDoes(@ForAll double steps, @ForAll long millis) {
        var size = Double.isFinite(steps) ? Math.abs(steps) : 1;
        var pair = new LossPair(2, Math.min(size, 1e300), 1L << 40);
        var event = new LossDelta(
                3, 7, 1, Samples.ALICE, pair, pair, size, Samples.DIGEST, "w", Math.floorMod(millis, (1L << 53) + 1));
        assertThat(sha256(event, "")).isEqualTo(CanonicalJson.sha256(EventJson.tree(event)));
    }

    @Example
    void leavesOutWhatItIsTold() {
        var event = failed("nobody asks");
        var tree = (ObjectNode) EventJson.tree(event);
        assertThat(sha256(event, "detail"))
                .isEqualTo(CanonicalJson.sha256(tree.without("detail")))
                .isNotEqualTo(sha256(event, ""));
    }

    @Example
    void refusesAnIntegerThatIsNotExact() {
        var pair = new LossPair(2, 1, (1L << 53) + 1);
        var event = new LossDelta(3, 7, 1, Samples.ALICE, pair, pair, null, Samples.DIGEST, "w", 1);
        assertThatThrownBy(() -> sha256(event, "")).hasMessageContaining("is not exact as a JSON number");
    }

    @Example
    void refusesHalfASurrogatePair() {
        assertThatThrownBy(() -> sha256(failed("\ud83d x"), "")).hasMessageContaining("surrogate");
    }

    @Example
    void writesEveryKindOfMemberAsTheTreesCanonicalTextDoes() {
        var verdict = Samples.verdict();
        assertThat(sha256(verdict, "")).isEqualTo(CanonicalJson.sha256(EventJson.tree(verdict)));
    }

    /** Public, as every record of the protocol is. */
    public record Text(String text, String after) {}

    @Example
    void writesTextsOfAnyLength() {
        for (var length : new int[] {16_381, 16_382, 16_383, 16_384, 16_385, 40_000}) {
            var text = new Text("x".repeat(length), "\u20ac".repeat(length));
            assertThat(sha256(text, ""))
                    .isEqualTo(CanonicalJson.sha256(JsonMapper.shared().valueToTree(text)));
        }
    }
}
