package io.assay.model;

import io.assay.model.data.TokenBatch;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import java.util.List;

/**
 * A known forward pass: a device or a library that computes something else is found before it has measured anybody.
 */
public final class SelfTest {
    /** The loss of {@link #BATCH} at the initial parameters, by plain double precision arithmetic. */
    static final double LOSS = 5.768014904798863;

    static final TokenBatch BATCH = batch();
    private static final String SHAPE = """
            {"seed": 42, "sequence_length": 48, "target_chunk": 16, "topk_compression": 4,
             "model": {"vocab_size": 320, "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
                       "num_key_value_heads": 2, "intermediate_size": 96, "max_position_embeddings": 48}}""";
    private static final double TOLERANCE = 1e-5;
    private static final double ROUNDED_TOLERANCE = 1e-2;

    private SelfTest() {}

    /**
     * Runs it.
     *
     * @param hparams of which all but the model's shape is taken
     * @throws SelfTestException if the loss is another one
     */
    public static void run(TorchEngine engine, HParams hparams, Computation computation) {
        try (var model = LanguageModel.create(engine, hparams(hparams), computation)) {
            var loss = model.loss(List.of(BATCH));
            var tolerance = computation.precision() == Precision.FP32 ? TOLERANCE : ROUNDED_TOLERANCE;
            if (!(Math.abs(loss - LOSS) <= tolerance)) {
                throw new SelfTestException(computation, engine.version(), loss, LOSS);
            }
        }
    }

    static HParams hparams(HParams hparams) {
        return HParamsJson.overlay(hparams, SHAPE);
    }

    /** Tokens that follow from their place. */
    private static TokenBatch batch() {
        var rows = 2;
        var length = 48;
        var tokens = new long[rows * length];
        for (var i = 0; i < tokens.length; i++) {
            tokens[i] = (long) i * i * 31 % 251;
        }
        return new TokenBatch(tokens, rows, length);
    }
}
