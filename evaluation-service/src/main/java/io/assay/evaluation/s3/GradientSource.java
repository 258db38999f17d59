package io.assay.evaluation.s3;

import io.assay.gradient.Expectation;
import io.assay.gradient.GradientFile;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientReading;
import io.assay.protocol.event.PinnedObject;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.ObjectStoreException;
import java.util.Objects;

/** Reads pinned gradients, and checks them once more as if they came from outside. */
public final class GradientSource {
    private final ObjectStore store;
    private final GradientLayout layout;

    /** Gradients of one layout in the validator's bucket. */
    public GradientSource(ObjectStore store, GradientLayout layout) {
        this.store = store;
        this.layout = layout;
    }

    /** What came of a pinned object. */
    public sealed interface Fetched {
        /** The gradient. */
        record Gradient(GradientReading.Accepted content) implements Fetched {}

        /** The object is gone or not what it should be, and will stay so. */
        record Unusable(String detail) implements Fetched {}

        /** The store does not answer; it may later. */
        record Unavailable(String detail) implements Fetched {}
    }

    /** Reads an object and checks it; blocks. */
    public Fetched fetch(PinnedObject pinned, Expectation expected) {
        try {
            return read(pinned, load(pinned), expected);
        } catch (ObjectStoreException e) {
            return failed(e);
        }
    }

    /**
     * An object's bytes, with the digest they are pinned by; blocks.
     *
     * @throws ObjectStoreException if they are not to be had; see {@link #failed}
     */
    public byte[] load(PinnedObject pinned) {
        var limit = (int) Math.min(Integer.MAX_VALUE - 8, layout.maxFileBytes());
        return Objects.requireNonNull(store.get(pinned, limit).block());
    }

    /** Checks an object's bytes. */
    public Fetched read(PinnedObject pinned, byte[] bytes, Expectation expected) {
        return switch (GradientFile.read(bytes, layout, expected)) {
            case GradientReading.Accepted accepted -> new Fetched.Gradient(accepted);
            case GradientReading.Refused refused ->
                new Fetched.Unusable(
                        pinned.key() + " is refused: " + refused.reason().code() + ", " + refused.detail());
        };
    }

    /** What it means that an object could not be loaded. */
    public static Fetched failed(ObjectStoreException e) {
        var detail = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case ABSENT, CHANGED, TOO_LARGE -> new Fetched.Unusable(detail);
            case DENIED, REDIRECTED, ADDRESS_REFUSED, UNAVAILABLE -> new Fetched.Unavailable(detail);
        };
    }
}
