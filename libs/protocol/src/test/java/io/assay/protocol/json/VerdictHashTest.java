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
        assertThat(HASH).isEqualTo("2d481e56a81ab20db6d1c29aa1fa2e97f7d19eaff1b0a7c7affe63f2a9caa8e5");
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
