package io.assay.audit.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.audit.Story;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A record that is taken in by an audit, as it is or changed. */
abstract class TamperedRecord {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    final List<Difference> differences = new ArrayList<>();
    final Audit audit = new Audit(differences::add);

    static List<ObjectNode> trees(List<WindowVerdict> verdicts) {
        var trees = new ArrayList<ObjectNode>();
        Story.json(verdicts).forEach(json -> trees.add((ObjectNode) MAPPER.readTree(json)));
        return trees;
    }

    static ObjectNode object(ObjectNode tree, String pointer) {
        return (ObjectNode) tree.at(pointer);
    }

    static void hashAnew(ObjectNode tree) {
        tree.remove("verdictHash");
        tree.put("verdictHash", CanonicalJson.sha256(tree));
    }

    void take(List<ObjectNode> trees) {
        trees.forEach(tree -> take(MAPPER.writeValueAsBytes(tree)));
    }

    void take(byte[] json) {
        audit.take("line 1", json);
    }

    Difference difference() {
        assertThat(differences).hasSize(1);
        assertThat(audit.allEqual()).isFalse();
        return differences.getFirst();
    }

    /** Six windows, of which the third, window 12, is tampered with. */
    Difference tampered(Consumer<ObjectNode> change) {
        var trees = trees(Story.of(3, 6));
        change.accept(trees.get(2));
        take(trees);
        return difference();
    }

    static void assertChanged(Difference difference) {
        assertThat(difference.window()).isEqualTo(12);
        assertThat(difference.meaning()).isEqualTo("The content of window 12 was changed after it was hashed.");
    }
}
