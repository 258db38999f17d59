package io.assay.protocol.event;

import io.assay.protocol.Checks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model's step at the end of a window: θ ← θ·(1 − learningRate·weightDecay) − learningRate·sign.
 *
 * @param globalStep as in {@link WindowOpened}
 * @param learningRate of this step
 * @param weightDecay of this step
 * @param gathered hotkeys whose gradients were merged
 * @param aggregate the packed signs; absent when nothing could be gathered and the model stays as it is
 * @param modelDigest SHA-256 of θ after this step: of the little-endian floats of all parameters in canonical order;
 *     absent in records from before it was told
 */
public record ModelAdvanced(
        int netuid,
        long window,
        long globalStep,
        double learningRate,
        double weightDecay,
        List<String> gathered,
        @Nullable PinnedObject aggregate,
        @Nullable String modelDigest)
        implements Event {
    public ModelAdvanced {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.notNegative("globalStep", globalStep);
        Checks.within("learningRate", learningRate, 0, 1);
        Checks.within("weightDecay", weightDecay, 0, 1);
        gathered = Checks.copy("gathered", gathered);
        if (gathered.isEmpty() != (aggregate == null)) {
            throw new IllegalArgumentException(
                    "aggregate is " + aggregate + ", allowed: present exactly when" + " something was gathered");
        }
        if (modelDigest != null) {
            Checks.sha256("modelDigest", modelDigest);
        }
    }

    /** A step that does not tell what θ comes to. */
    public ModelAdvanced(
            int netuid,
            long window,
            long globalStep,
            double learningRate,
            double weightDecay,
            List<String> gathered,
            @Nullable PinnedObject aggregate) {
        this(netuid, window, globalStep, learningRate, weightDecay, gathered, aggregate, null);
    }

    /** The same step with what θ comes to. */
    public ModelAdvanced leadingTo(String digest) {
        return new ModelAdvanced(netuid, window, globalStep, learningRate, weightDecay, gathered, aggregate, digest);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this);
    }
}
