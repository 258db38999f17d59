package io.assay.protocol.hparams;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Dimensions of a Llama-style decoder.
 *
 * @param vocabSize number of token ids
 * @param hiddenSize width, divisible by {@code numAttentionHeads}
 * @param numHiddenLayers depth
 * @param numAttentionHeads query heads; the width of one is even
 * @param numKeyValueHeads key and value heads, a divisor of the query heads
 * @param intermediateSize width of the feed-forward part
 * @param maxPositionEmbeddings longest sequence
 * @param ropeTheta base of the rotary embedding
 * @param rmsNormEps epsilon of the norms
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record LlamaShape(
        int vocabSize,
        int hiddenSize,
        int numHiddenLayers,
        int numAttentionHeads,
        int numKeyValueHeads,
        int intermediateSize,
        int maxPositionEmbeddings,
        double ropeTheta,
        double rmsNormEps) {
    public LlamaShape {
        Allowed.integer("model.vocab_size", vocabSize, 2, 1 << 20);
        Allowed.integer("model.hidden_size", hiddenSize, 2, 1 << 16);
        Allowed.integer("model.num_hidden_layers", numHiddenLayers, 1, 1024);
        Allowed.integer("model.num_attention_heads", numAttentionHeads, 1, 1024);
        Allowed.integer("model.num_key_value_heads", numKeyValueHeads, 1, 1024);
        Allowed.integer("model.intermediate_size", intermediateSize, 1, 1 << 18);
        Allowed.integer("model.max_position_embeddings", maxPositionEmbeddings, 2, 1 << 20);
        Allowed.real("model.rope_theta", ropeTheta, 1, 1e9);
        Allowed.real("model.rms_norm_eps", rmsNormEps, 1e-12, 1e-2);
        Allowed.that(
                hiddenSize % (2 * numAttentionHeads) == 0,
                "model.hidden_size",
                hiddenSize,
                "a multiple of twice num_attention_heads = " + 2 * numAttentionHeads);
        Allowed.that(
                numAttentionHeads % numKeyValueHeads == 0,
                "model.num_key_value_heads",
                numKeyValueHeads,
                "a divisor of num_attention_heads = " + numAttentionHeads);
    }

    /** Width of one head. */
    public int headSize() {
        return hiddenSize / numAttentionHeads;
    }

    /** All parameters in the model's canonical order: embedding, layers, final norm, output head (not tied). */
    public List<ParameterShape> parameters() {
        var all = new ArrayList<ParameterShape>();
        all.add(ParameterShape.matrix("model.embed_tokens.weight", vocabSize, hiddenSize));
        for (var layer = 0; layer < numHiddenLayers; layer++) {
            all.addAll(layer("model.layers." + layer + "."));
        }
        all.add(ParameterShape.vector("model.norm.weight", hiddenSize));
        all.add(ParameterShape.matrix("lm_head.weight", vocabSize, hiddenSize));
        return List.copyOf(all);
    }

    private List<ParameterShape> layer(String prefix) {
        var keyValueSize = numKeyValueHeads * headSize();
        return List.of(
                ParameterShape.vector(prefix + "input_layernorm.weight", hiddenSize),
                ParameterShape.matrix(prefix + "self_attn.q_proj.weight", hiddenSize, hiddenSize),
                ParameterShape.matrix(prefix + "self_attn.k_proj.weight", keyValueSize, hiddenSize),
                ParameterShape.matrix(prefix + "self_attn.v_proj.weight", keyValueSize, hiddenSize),
                ParameterShape.matrix(prefix + "self_attn.o_proj.weight", hiddenSize, hiddenSize),
                ParameterShape.vector(prefix + "post_attention_layernorm.weight", hiddenSize),
                ParameterShape.matrix(prefix + "mlp.gate_proj.weight", intermediateSize, hiddenSize),
                ParameterShape.matrix(prefix + "mlp.up_proj.weight", intermediateSize, hiddenSize),
                ParameterShape.matrix(prefix + "mlp.down_proj.weight", hiddenSize, intermediateSize));
    }

    /** Number of values of all parameters. */
    public long parameterCount() {
        return parameters().stream().mapToLong(ParameterShape::size).sum();
    }
}
