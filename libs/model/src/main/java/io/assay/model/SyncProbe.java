package io.assay.model;

import io.assay.protocol.Draw;
import io.assay.protocol.hparams.HParams;
import java.util.OptionalDouble;

/** Measures how far a peer's model is from ours, at positions that nobody knows before the closing block. */
public final class SyncProbe {
    private final int size;
    private final long seed;
    private final long parameterCount;

    /** A probe of {@code sync_probe_size} positions, or of all if the model is smaller. */
    public SyncProbe(HParams hparams) {
        parameterCount = hparams.model().parameterCount();
        size = (int) Math.min(hparams.syncProbeSize(), parameterCount);
        seed = hparams.seed();
    }

    /** Different positions in all parameters joined in canonical order, in the order drawn. */
    public long[] positions(String closingBlockHash) {
        return Draw.of("sync-probe", seed, closingBlockHash).distinct(size, parameterCount);
    }

    /**
     * Mean |θ_peer − θ| / learningRate.
     *
     * @param peer what the peer tells of its model; from outside, so it may hold anything
     * @param ours our model's values at the same positions
     * @return absent if the peer's values are too few, too many or not finite, or if nothing is to be compared
     */
    public OptionalDouble stepsBehind(float[] peer, float[] ours, double learningRate) {
        if (peer.length != ours.length || ours.length == 0) {
            return OptionalDouble.empty();
        }
        var sum = 0.0;
        for (var i = 0; i < ours.length; i++) {
            sum += Math.abs((double) peer[i] - ours[i]);
        }
        var steps = sum / ours.length / learningRate;
        return Double.isFinite(steps) ? OptionalDouble.of(steps) : OptionalDouble.empty();
    }
}
