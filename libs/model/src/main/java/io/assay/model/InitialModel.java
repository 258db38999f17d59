package io.assay.model;

import io.assay.model.data.ByteTokens;
import io.assay.model.data.Corpus;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.ParameterShape;
import java.util.function.Function;

/**
 * What a model begins as. Safe for use by several threads.
 *
 * @param padding id of the token that is never predicted, or {@link Corpus#NO_PADDING}
 * @param values a parameter's values in row-major order, the same at every call
 */
public record InitialModel(int padding, Function<? super ParameterShape, float[]> values) {
    /** Of {@link ByteTokens}, at parameters that follow from {@code hparams.seed}. */
    public static InitialModel seeded(HParams hparams) {
        return seeded(hparams, ByteTokens.PADDING);
    }

    /** The same with another padding. */
    public static InitialModel seeded(HParams hparams, int padding) {
        return new InitialModel(padding, parameter -> InitialValues.of(hparams.seed(), parameter));
    }
}
