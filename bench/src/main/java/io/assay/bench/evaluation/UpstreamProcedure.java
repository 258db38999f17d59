package io.assay.bench.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.assay.gradient.CompressedGradient;
import io.assay.gradient.CompressedParameter;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.PackedSigns;
import io.assay.gradient.ParameterLayout;
import io.assay.model.Precision;
import io.assay.model.data.TokenBatch;
import io.assay.protocol.hparams.HParams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How Templar 0.2.80 evaluates a gradient: for own and again for random data the loss before, a deep copy of the model, the
 * gradient decoded parameter by parameter and its sign subtracted, and the loss after. Four forward passes, two copies, two
 * decodings.
 */
final class UpstreamProcedure implements AutoCloseable {
    private final UpstreamModel model;
    private final GradientLayout layout;
    private final double rate;

    UpstreamProcedure(HParams hparams, Precision precision, UpstreamModel.Forward forward) throws IOException {
        model = new UpstreamModel(hparams, precision, forward);
        layout = GradientLayout.of(hparams);
        rate = hparams.learningRateAt(0) * hparams.evalLrFactor();
    }

    /**
     * What one gradient came to.
     *
     * @param losses before and after on own data, before and after on random data, each the sum of all tokens'
     */
    record Taken(double seconds, List<Double> losses) {}

    Taken run(CompressedGradient gradient, List<TokenBatch> own, List<TokenBatch> random) {
        var losses = new ArrayList<Double>();
        var begun = System.nanoTime();
        for (var batches : List.of(own, random)) {
            try (var owner = model.manager().newSubManager()) {
                var values = model.copy(owner);
                losses.add(model.loss(values, batches));
                step(values, gradient);
                losses.add(model.loss(values, batches));
            }
        }
        return new Taken((System.nanoTime() - begun) / 1e9, losses);
    }

    private void step(NDList values, CompressedGradient gradient) {
        for (var i = 0; i < values.size(); i++) {
            try (var call = model.manager().newSubManager()) {
                var parameter = layout.parameters().get(i);
                var decoded = decode(call, parameter, gradient.parameters().get(i));
                values.get(i)
                        .subi(decoded.sign().mul(rate).reshape(values.get(i).getShape()));
            }
        }
    }

    /** Coefficients into dense chunks, and two products with the cosines. */
    private static NDArray decode(NDManager call, ParameterLayout layout, CompressedParameter sent) {
        var rows = layout.chunkRows();
        var columns = layout.chunkColumns();
        var chunks = layout.chunks();
        var indices = new long[sent.size()];
        for (var i = 0; i < indices.length; i++) {
            indices[i] = sent.index(i);
        }
        var at = call.create(indices, new Shape(chunks, layout.k()));
        var coefficients = call.create(sent.values(), new Shape(chunks, layout.k()));
        var dense = call.zeros(new Shape(chunks, (long) rows * columns)).scatter(at, coefficients, 1);
        var wide = dense.reshape(chunks * (long) rows, columns).matMul(cosines(call, columns));
        var turned = wide.reshape(chunks, rows, columns).transpose(0, 2, 1);
        var both = turned.reshape(chunks * (long) columns, rows).matMul(cosines(call, rows));
        return both.reshape(layout.rows() / rows, layout.shape().columns() / columns, columns, rows)
                .transpose(0, 3, 1, 2);
    }

    /** Row k is the k-th cosine of the orthonormal DCT-II. */
    private static NDArray cosines(NDManager call, int length) {
        var values = new float[length * length];
        for (var k = 0; k < length; k++) {
            for (var i = 0; i < length; i++) {
                var scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / length);
                values[k * length + i] = (float) (scale * Math.cos(Math.PI * (2 * i + 1) * k / (2.0 * length)));
            }
        }
        return call.create(values, new Shape(length, length));
    }

    /** Refuses to be measured if it decodes other signs than we do. */
    void requireSameSigns(CompressedGradient gradient) {
        var signs = PackedSigns.of(layout, gradient);
        for (var i = 0; i < layout.parameters().size(); i++) {
            var parameter = layout.parameters().get(i);
            try (var call = model.manager().newSubManager()) {
                var decoded = decode(call, parameter, gradient.parameters().get(i))
                        .flatten()
                        .toFloatArray();
                for (var at = 0; at < decoded.length; at++) {
                    if (Math.abs(decoded[at]) > 1e-4 && signs.positive(parameter.offset() + at) != decoded[at] > 0) {
                        throw new IllegalStateException("upstream's way decodes another sign of " + parameter.name());
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
