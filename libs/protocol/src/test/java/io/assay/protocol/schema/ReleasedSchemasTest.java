package io.assay.protocol.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * No released schema is broken. With {@code -Dassay.release-schemas=true} the present ones become the released ones, which
 * is done once, with the release.
 */
class ReleasedSchemasTest {
    private static final String RELEASE = "assay.release-schemas";

    @Test
    void noChangeSinceTheReleaseIsIncompatible() {
        var present = EventSchemas.all();
        var released = Kept.in(Kept.RELEASED);
        var changes = released.isEmpty() ? List.<Change>of() : Compatibility.of(released, present);
        changes.stream()
                .filter(change -> change.kind() == Change.Kind.READERS_FIRST)
                .forEach(change -> System.out.println("readers have to be upgraded before writers: " + change));
        assertThat(incompatible(changes))
                .as("records of the last release would no longer be read, or readers of it would miss a field. Take the"
                        + " change back, or make what is new nullable; if it has to be, raise Event.SCHEMA_VERSION")
                .isEmpty();
        if (Boolean.getBoolean(RELEASE)) {
            present.forEach((event, schema) -> Kept.write(Kept.RELEASED.resolve(event + ".json"), Kept.text(schema)));
        }
    }

    private static List<Change> incompatible(List<Change> changes) {
        return changes.stream()
                .filter(change -> change.kind() == Change.Kind.INCOMPATIBLE)
                .toList();
    }
}
