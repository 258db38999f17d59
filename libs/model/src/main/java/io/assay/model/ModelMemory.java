package io.assay.model;

import io.assay.model.script.LlamaArchive;
import io.assay.protocol.hparams.LlamaShape;

/**
 * What a model takes of its device's memory at most, in bytes.
 *
 * @param parameters in 32-bit floats
 * @param trial the one set beside them that a forward pass reads
 * @param pass what the forward passes that are made at the same time keep for a moment
 */
public record ModelMemory(long parameters, long trial, long pass) {
    /** Copies of a part of the logits that live at once: as they come, and in 32-bit floats. */
    private static final int LOGITS = 2;
    /** Vectors of the model's width that live at once in a layer. */
    private static final int WIDTHS = 12;
    /** Vectors of the feed-forward part's width that live at once. */
    private static final int INNER = 4;

    /** Of a model of this shape that computes so. */
    public static ModelMemory of(LlamaShape shape, Computation computation) {
        var parameters = shape.parameterCount() * Float.BYTES;
        var embedding = (long) shape.vocabSize() * shape.hiddenSize();
        var trial = switch (computation.precision()) {
            case FP32 -> parameters;
            case BF16 -> (shape.parameterCount() + embedding) * Short.BYTES;
        };
        var tokens = (long) Math.max(computation.tokensAtOnce(), shape.maxPositionEmbeddings());
        var token = (long) LOGITS * LlamaArchive.logitsAtOnce(shape)
                + (long) WIDTHS * shape.hiddenSize()
                + (long) INNER * shape.intermediateSize();
        return new ModelMemory(parameters, trial, computation.passesAtOnce() * tokens * token * Float.BYTES);
    }

    /** All together. */
    public long total() {
        return parameters + trial + pass;
    }
}
