package io.assay.bench.evaluation;

import io.assay.bench.evaluation.UpstreamModel.Forward;
import io.assay.gradient.CompressedGradient;
import io.assay.model.Precision;
import io.assay.model.data.TokenBatch;
import io.assay.protocol.hparams.HParams;
import java.io.IOException;
import java.util.List;

/** Upstream's procedure twice: as it is, and with our forward passes. */
final class UpstreamProcedures implements AutoCloseable {
    private final UpstreamProcedure theirs;
    private final UpstreamProcedure ours;
    private final double tolerance;

    UpstreamProcedures(HParams hparams, Precision precision) throws IOException {
        theirs = new UpstreamProcedure(hparams, precision, Forward.THEIRS);
        ours = new UpstreamProcedure(hparams, precision, Forward.OURS);
        tolerance = switch (precision) {
            case FP32 -> 1e-5;
            case BF16 -> 1e-3;
        };
    }

    /** Runs both once; refuses to measure if they decode other signs than we do, or come to other losses. */
    void warm(CompressedGradient gradient, List<TokenBatch> own, List<TokenBatch> random) {
        theirs.requireSameSigns(gradient);
        var expected = theirs.run(gradient, own, random).losses();
        var losses = ours.run(gradient, own, random).losses();
        for (var i = 0; i < losses.size(); i++) {
            if (Math.abs(losses.get(i) / expected.get(i) - 1) > tolerance) {
                throw new IllegalStateException("losses of the same model differ: " + losses + " and " + expected);
            }
        }
    }

    /** Seconds that a gradient takes. */
    double theirs(CompressedGradient gradient, List<TokenBatch> own, List<TokenBatch> random) {
        return theirs.run(gradient, own, random).seconds();
    }

    /** The same, with our forward passes. */
    double ours(CompressedGradient gradient, List<TokenBatch> own, List<TokenBatch> random) {
        return ours.run(gradient, own, random).seconds();
    }

    @Override
    public void close() {
        theirs.close();
        ours.close();
    }
}
