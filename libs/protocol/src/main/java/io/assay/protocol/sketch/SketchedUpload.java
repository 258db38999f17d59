package io.assay.protocol.sketch;

import io.assay.protocol.Checks;
import io.assay.protocol.event.IndexSketch;
import java.time.Instant;

/**
 * An upload whose indices were sketched.
 *
 * @param uploadedAt by the store's clock, whole seconds
 */
public record SketchedUpload(String hotkey, Instant uploadedAt, IndexSketch sketch) {
    public SketchedUpload {
        Checks.hotkey("hotkey", hotkey);
        Checks.present("uploadedAt", uploadedAt);
        Checks.present("sketch", sketch);
    }
}
