package io.assay.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.hparams.LlamaShape;
import io.assay.protocol.json.LlamaConfigJson.TokenIds;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LlamaConfigJsonTest {
    private static final LlamaShape SHAPE = new LlamaShape(260, 16, 2, 4, 2, 20, 12, 10000.5, 1e-5);

    /** What Hugging Face's LlamaConfig takes; what is left out there has another default than ours. */
    @Test
    void tellsEveryDimensionUnderHuggingFacesNames() {
        var config = JsonMapper.shared().readTree(LlamaConfigJson.write(SHAPE, new TokenIds(null, 256, 257)));

        assertThat(config).isEqualTo(JsonMapper.shared().readTree("""
                {"architectures": ["LlamaForCausalLM"], "attention_bias": false, "attention_dropout": 0.0,
                 "bos_token_id": null, "eos_token_id": 256, "head_dim": 4, "hidden_act": "silu", "hidden_size": 16,
                 "initializer_range": 0.02, "intermediate_size": 20, "max_position_embeddings": 12, "mlp_bias": false,
                 "model_type": "llama", "num_attention_heads": 4, "num_hidden_layers": 2, "num_key_value_heads": 2,
                 "pad_token_id": 257, "pretraining_tp": 1, "rms_norm_eps": 1e-5, "rope_scaling": null,
                 "rope_theta": 10000.5, "tie_word_embeddings": false, "torch_dtype": "float32", "use_cache": true,
                 "vocab_size": 260}
                """));
    }
}
