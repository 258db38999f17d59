package io.assay.protocol.hparams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LlamaShapeTest {
    private final LlamaShape small = new LlamaShape(10, 8, 1, 2, 1, 12, 16, 10000, 1e-5);

    @Test
    void listsItsParametersInCanonicalOrder() {
        assertThat(small.parameters())
                .containsExactly(
                        ParameterShape.matrix("model.embed_tokens.weight", 10, 8),
                        ParameterShape.vector("model.layers.0.input_layernorm.weight", 8),
                        ParameterShape.matrix("model.layers.0.self_attn.q_proj.weight", 8, 8),
                        ParameterShape.matrix("model.layers.0.self_attn.k_proj.weight", 4, 8),
                        ParameterShape.matrix("model.layers.0.self_attn.v_proj.weight", 4, 8),
                        ParameterShape.matrix("model.layers.0.self_attn.o_proj.weight", 8, 8),
                        ParameterShape.vector("model.layers.0.post_attention_layernorm.weight", 8),
                        ParameterShape.matrix("model.layers.0.mlp.gate_proj.weight", 12, 8),
                        ParameterShape.matrix("model.layers.0.mlp.up_proj.weight", 12, 8),
                        ParameterShape.matrix("model.layers.0.mlp.down_proj.weight", 8, 12),
                        ParameterShape.vector("model.norm.weight", 8),
                        ParameterShape.matrix("lm_head.weight", 10, 8));
    }

    @Test
    void countsItsValues() {
        // Two of 10·8, the final norm's 8, and a layer: norms 2·8, q and o 2·8·8, k and v 2·4·8, feed-forward 3·12·8.
        assertThat(small.parameterCount()).isEqualTo(2 * 80 + 8 + (16 + 128 + 64 + 288));
        assertThat(small.headSize()).isEqualTo(4);
    }

    @Test
    void countsTemplarsModel() {
        // 2·32000·2048 + 2048 + 16·(2·2048 + 4·2048·2048 + 3·2048·8192)
        assertThat(new LlamaShape(32000, 2048, 16, 8, 8, 8192, 2048, 10000, 1e-5).parameterCount())
                .isEqualTo(131_072_000L + 2_048L + 16L * (4_096L + 16_777_216L + 50_331_648L));
    }

    @Test
    void tellsAVectorFromAMatrixOfOneRow() {
        assertThat(ParameterShape.vector("v", 7).isVector()).isTrue();
        assertThat(ParameterShape.matrix("m", 1, 7).isVector()).isFalse();
        assertThat(ParameterShape.vector("v", 7).size())
                .isEqualTo(ParameterShape.matrix("m", 1, 7).size());
    }

    @Test
    void refusesAVectorOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterShape.vector("v", 0))
                .withMessage("columns is 0, allowed: [1, 16777216]");
    }
}
