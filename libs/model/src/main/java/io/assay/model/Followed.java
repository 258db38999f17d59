package io.assay.model;

import io.assay.gradient.PackedSigns;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PinnedObject;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Parameters and the window they stand at: they are those at the window's start. Not safe for use by several threads.
 *
 * @param <M> where the parameters lie
 */
public sealed class Followed<M extends ModelParameters> implements AutoCloseable permits FollowedModel {
    private final M model;
    private long window;
    private long unconfirmed = Long.MAX_VALUE;

    /**
     * Takes over parameters; closing this closes them.
     *
     * @param window at whose start they are as they are
     */
    public Followed(M model, long window) {
        this.model = model;
        this.window = window;
    }

    /** The model at the start of {@link #window()}. */
    public M model() {
        return model;
    }

    /** The window the model stands at. */
    public long window() {
        return window;
    }

    /**
     * Takes the step at the end of {@link #window()} and stands at the next.
     *
     * @param aggregate content of {@link ModelAdvanced#aggregate()}; absent exactly when that is, and then the
     *     parameters stay as they are
     * @throws WrongWindowException if the step is of another window
     * @throws InvalidAggregateException if the content is not what the event names
     */
    public void advance(ModelAdvanced event, byte @Nullable [] aggregate) {
        requireOurs(event);
        var pinned = event.aggregate();
        if ((pinned == null) != (aggregate == null)) {
            throw new InvalidAggregateException("aggregate of window " + window + " is "
                    + (aggregate == null ? "absent" : aggregate.length + " bytes") + ", allowed: " + pinned);
        }
        if (pinned != null && aggregate != null) {
            verify(pinned, aggregate);
            var signs = PackedSigns.fromBytes(aggregate, model.hparams().model().parameterCount());
            model.step(signs, event.learningRate(), event.weightDecay());
        }
        window++;
        unconfirmed += unconfirmed == Long.MAX_VALUE ? 0 : 1;
    }

    /**
     * Compares θ with what the record says it is, unless it was compared fewer than {@code every} steps ago.
     *
     * @param step the last one taken, or the one before the first: it leads to {@link #window()}
     * @throws DivergedModelException if they differ
     */
    void confirm(ModelAdvanced step, int every) {
        var expected = step.modelDigest();
        if (expected == null || unconfirmed < every || step.window() != window - 1) {
            return;
        }
        var digest = model.digest();
        if (!digest.equals(expected)) {
            throw new DivergedModelException(window, expected, digest);
        }
        unconfirmed = 0;
    }

    @Override
    public void close() {
        model.close();
    }

    private void requireOurs(ModelAdvanced event) {
        if (event.netuid() != model.hparams().netuid()) {
            throw new IllegalArgumentException("step is of subnet " + event.netuid() + ", allowed: "
                    + model.hparams().netuid());
        }
        if (event.window() != window) {
            throw new WrongWindowException(window, event.window());
        }
    }

    private void verify(PinnedObject pinned, byte[] aggregate) {
        var expected = Math.ceilDiv(model.hparams().model().parameterCount(), Byte.SIZE);
        if (aggregate.length != expected || pinned.sizeBytes() != expected) {
            throw new InvalidAggregateException(pinned.key() + " is " + aggregate.length + " bytes and should be "
                    + pinned.sizeBytes() + ", allowed: " + expected + ", one bit a parameter");
        }
        var digest = HexFormat.of().formatHex(Sha256.create().digest(aggregate));
        if (!digest.equals(pinned.sha256())) {
            throw new InvalidAggregateException(
                    pinned.key() + " has SHA-256 " + digest + ", allowed: " + pinned.sha256() + "; fetch it again");
        }
    }
}
