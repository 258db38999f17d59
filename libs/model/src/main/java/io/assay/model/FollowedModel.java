package io.assay.model;

import io.assay.gradient.PackedSigns;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PinnedObject;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A model and the window it stands at: its parameters are those at the window's start. Not safe for use by several
 * threads, but for {@link #foresee}.
 */
public final class FollowedModel implements AutoCloseable {
    private final LanguageModel model;
    private long window;
    private long unconfirmed = Long.MAX_VALUE;

    /**
     * Takes over a model; closing this closes it.
     *
     * @param window at whose start the model is as it is
     */
    public FollowedModel(LanguageModel model, long window) {
        this.model = model;
        this.window = window;
    }

    /**
     * A step, and what is needed to take it.
     *
     * @param aggregate as in {@link #advance}
     */
    @SuppressWarnings("ArrayRecordComponent") // Read where it came from and handed on; nobody compares steps.
    public record Step(ModelAdvanced event, byte @Nullable [] aggregate) {}

    /** The model at the start of {@link #window()}. */
    public LanguageModel model() {
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
        var move = move(new Step(event, aggregate), window);
        if (move != null) {
            model.step(move.signs(), move.learningRate(), move.weightDecay());
        }
        window++;
        unconfirmed += unconfirmed == Long.MAX_VALUE ? 0 : 1;
    }

    /**
     * What steps lead to that are not taken: the model is read a piece at a time, and stays as it is. May be called by a
     * thread that the model does not belong to, as long as its owner does not move it; losses and trials do no harm.
     *
     * @param steps of {@link #window()} and the windows after it, at least one
     * @throws WrongWindowException if a step is of another window
     * @throws InvalidAggregateException if a content is not what its event names
     */
    public Foreseen foresee(List<Step> steps) {
        var last = steps.size() - 1;
        var before = IntStream.range(0, last)
                .mapToObj(i -> move(steps.get(i), window + i))
                .filter(Objects::nonNull)
                .toList();
        return model.foresee(before, move(steps.get(last), window + last));
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

    /** How θ moves; absent if it stays. */
    private @Nullable SignMove move(Step step, long at) {
        var event = step.event();
        requireOurs(event, at);
        var pinned = event.aggregate();
        var aggregate = step.aggregate();
        if ((pinned == null) != (aggregate == null)) {
            throw new InvalidAggregateException("aggregate of window " + at + " is "
                    + (aggregate == null ? "absent" : aggregate.length + " bytes") + ", allowed: " + pinned);
        }
        if (pinned == null || aggregate == null) {
            return null;
        }
        verify(pinned, aggregate);
        var signs = PackedSigns.fromBytes(aggregate, model.hparams().model().parameterCount());
        return new SignMove(signs, event.learningRate(), event.weightDecay());
    }

    private void requireOurs(ModelAdvanced event, long at) {
        if (event.netuid() != model.hparams().netuid()) {
            throw new IllegalArgumentException("step is of subnet " + event.netuid() + ", allowed: "
                    + model.hparams().netuid());
        }
        if (event.window() != at) {
            throw new WrongWindowException(at, event.window());
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
