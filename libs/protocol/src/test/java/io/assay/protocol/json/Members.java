package io.assay.protocol.json;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every member of a JSON tree, by its place. */
public final class Members {
    private Members() {}

    public static List<JsonPointer> of(JsonNode tree) {
        var all = new ArrayList<JsonPointer>();
        collect(tree, JsonPointer.empty(), all);
        return all;
    }

    public static ObjectNode without(JsonNode tree, JsonPointer member) {
        var copy = (ObjectNode) tree.deepCopy();
        ((ObjectNode) copy.at(member.head())).remove(member.last().getMatchingProperty());
        return copy;
    }

    public static ObjectNode with(JsonNode tree, JsonPointer member, JsonNode value) {
        var copy = (ObjectNode) tree.deepCopy();
        ((ObjectNode) copy.at(member.head())).set(member.last().getMatchingProperty(), value);
        return copy;
    }

    public static String name(JsonPointer member) {
        return member.last().getMatchingProperty();
    }

    private static void collect(JsonNode node, JsonPointer place, List<JsonPointer> all) {
        node.forEachEntry((name, value) -> {
            all.add(place.appendProperty(name));
            collect(value, place.appendProperty(name), all);
        });
        for (var i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), place.appendIndex(i), all);
        }
    }
}
