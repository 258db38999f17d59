package io.assay.ingest.core;

import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.sketch.WindowKey;
import java.util.Optional;

/** The keys that decide which chunks of a window's uploads are compared. */
public final class SketchKeys {
    private final byte[] secret;

    private SketchKeys(byte[] secret) {
        this.secret = secret;
    }

    /** Keys that follow from a secret, which is copied. */
    public static SketchKeys of(byte[] secret) {
        return new SketchKeys(secret.clone());
    }

    /** What is said of a window's key when it opens. */
    String commitment(int netuid, long window) {
        return WindowKey.of(secret, netuid, window).commitment();
    }

    /** The key that an open window has committed to; empty if it has none, or it is of another secret. */
    public Optional<WindowKey> key(WindowOpened window) {
        if (window.sketchCommitment() == null) {
            return Optional.empty();
        }
        return Optional.of(WindowKey.of(secret, window.netuid(), window.window()))
                .filter(key -> key.commitment().equals(window.sketchCommitment()));
    }
}
