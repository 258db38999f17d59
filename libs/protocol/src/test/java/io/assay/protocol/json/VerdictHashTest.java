package io.assay.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.WindowVerdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class VerdictHashTest {
    private static final JsonMapper PLAIN = new JsonMapper();
    private static final JsonNode TREE = EventJson.tree(Samples.verdict());
    private static final String HASH = EventJson.verdictHash(Samples.verdict());

    @Test
    void isTheSameEverywhere() {
        assertThat(HASH).isEqualTo("40c111d22f750c75cc3ec82a3531a675a0c2d65782992dc055e7e13b43c70502");
    }

    @Test
    void doesNotDependOnTheFieldThatHoldsIt() {
        var other = ((ObjectNode) TREE.deepCopy()).put("verdictHash", "0".repeat(64));
        assertThat(EventJson.verdictHash(read(other))).isEqualTo(HASH);
    }

    @Test
    void doesNotDependOnTheOrderOfMembers() {
        var backwards = backwards(TREE);
        assertThat(backwards.toString()).isNotEqualTo(TREE.toString());
        assertThat(EventJson.verdictHash(read(backwards))).isEqualTo(HASH);
        assertThat(CanonicalJson.sha256(backwards)).isEqualTo(CanonicalJson.sha256(TREE));
    }

    @TestFactory
    Stream<DynamicTest> dependsOnEveryOtherField() {
        return Members.of(TREE).stream()
                .filter(place -> !Members.name(place).equals("verdictHash"))
                .map(place -> DynamicTest.dynamicTest(place.toString(), () -> {
                    var changed = Members.with(TREE, place, different(TREE.at(place)));
                    var without = changed.deepCopy().without("verdictHash");
                    assertThat(CanonicalJson.sha256(without)).isNotEqualTo(HASH);
                }));
    }

    @Test
    void isThatOfTheTreeWithoutTheField() {
        var without = ((ObjectNode) TREE.deepCopy()).without("verdictHash");
        assertThat(CanonicalJson.sha256(without)).isEqualTo(HASH);
    }

    private static JsonNode different(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> PLAIN.getNodeFactory().booleanNode(!value.booleanValue());
            case NUMBER -> PLAIN.getNodeFactory().numberNode(Math.nextUp(value.doubleValue()));
            case STRING -> PLAIN.getNodeFactory().stringNode(value.stringValue() + " ");
            case NULL -> PLAIN.getNodeFactory().numberNode(0);
            default -> PLAIN.nullNode();
        };
    }

    private static JsonNode backwards(JsonNode node) {
        if (node.isArray()) {
            var array = PLAIN.createArrayNode();
            node.forEach(element -> array.add(backwards(element)));
            return array;
        }
        var names = new ArrayList<>(node.propertyNames());
        Collections.reverse(names);
        var object = PLAIN.createObjectNode();
        names.forEach(name -> object.set(name, backwards(node.get(name))));
        return node.isObject() ? object : node;
    }

    private static WindowVerdict read(JsonNode tree) {
        return (WindowVerdict) EventJson.read("WindowVerdict", PLAIN.writeValueAsBytes(tree));
    }
}
