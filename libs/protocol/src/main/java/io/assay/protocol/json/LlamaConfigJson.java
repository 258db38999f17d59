package io.assay.protocol.json;

import io.assay.protocol.hparams.LlamaShape;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A model's dimensions as Hugging Face's {@code config.json} of a Llama without biases and with its own output head. */
public final class LlamaConfigJson {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private LlamaConfigJson() {}

    /**
     * Ids with a meaning of their own.
     *
     * @param begin precedes a text; absent if none does
     * @param end follows a text; absent if none does
     * @param padding fills a sequence; absent if none does
     */
    public record TokenIds(
            @Nullable Integer begin,
            @Nullable Integer end,
            @Nullable Integer padding) {}

    /** The file, UTF-8; the same arguments give the same bytes. */
    public static byte[] write(LlamaShape shape, TokenIds ids) {
        var config = MAPPER.createObjectNode();
        config.set("architectures", MAPPER.valueToTree(List.of("LlamaForCausalLM")));
        config.put("attention_bias", false);
        config.put("attention_dropout", 0.0);
        config.put("bos_token_id", ids.begin());
        config.put("eos_token_id", ids.end());
        config.put("head_dim", shape.headSize());
        config.put("hidden_act", "silu");
        config.put("hidden_size", shape.hiddenSize());
        config.put("initializer_range", 0.02);
        config.put("intermediate_size", shape.intermediateSize());
        config.put("max_position_embeddings", shape.maxPositionEmbeddings());
        config.put("mlp_bias", false);
        config.put("model_type", "llama");
        config.put("num_attention_heads", shape.numAttentionHeads());
        config.put("num_hidden_layers", shape.numHiddenLayers());
        config.put("num_key_value_heads", shape.numKeyValueHeads());
        config.put("pad_token_id", ids.padding());
        config.put("pretraining_tp", 1);
        config.put("rms_norm_eps", shape.rmsNormEps());
        config.putNull("rope_scaling");
        config.put("rope_theta", shape.ropeTheta());
        config.put("tie_word_embeddings", false);
        config.put("torch_dtype", "float32");
        config.put("use_cache", true);
        config.put("vocab_size", shape.vocabSize());
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(config);
    }
}
