package io.assay.model.pretrained;

import io.assay.protocol.hparams.InvalidHParamsException;
import io.assay.protocol.hparams.LlamaShape;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * What a {@code config.json} of Hugging Face's libraries says of a Llama. Fields that only concern training, generation or
 * storage are passed over; those that would make another model of it are refused.
 *
 * @param shape dimensions, with the defaults of transformers' {@code LlamaConfig}
 * @param tied whether the output head is the embedding; here it begins as a copy of it and is then trained on its own
 */
public record LlamaConfig(LlamaShape shape, boolean tied) {
    /** Name of the file. */
    public static final String FILE = "config.json";

    private static final int MAX_BYTES = 1 << 20;
    private static final double DEFAULT_ROPE_THETA = 10000;
    private static final double DEFAULT_RMS_NORM_EPS = 1e-6;
    private static final int DEFAULT_POSITIONS = 2048;

    /**
     * Reads the one of a folder.
     *
     * @throws UnusableModelException naming the file, the field, its value and what is allowed
     */
    public static LlamaConfig in(Path folder) {
        return of(new ModelJson(folder.resolve(FILE), MAX_BYTES));
    }

    private static LlamaConfig of(ModelJson json) {
        refuseOtherModels(json);
        try {
            var shape = shape(json);
            var width = json.integer("head_dim", shape.headSize());
            json.require(
                    width == shape.headSize(),
                    "head_dim",
                    width,
                    "hidden_size / num_attention_heads = " + shape.headSize());
            return new LlamaConfig(shape, json.flag("tie_word_embeddings", false));
        } catch (InvalidHParamsException e) {
            throw new UnusableModelException(
                    json.file() + ": " + String.valueOf(e.getMessage()).replace("model.", ""), e);
        }
    }

    private static LlamaShape shape(ModelJson json) {
        var heads = json.integer("num_attention_heads");
        return new LlamaShape(
                json.integer("vocab_size"),
                json.integer("hidden_size"),
                json.integer("num_hidden_layers"),
                heads,
                json.integer("num_key_value_heads", heads),
                json.integer("intermediate_size"),
                json.integer("max_position_embeddings", DEFAULT_POSITIONS),
                ropeTheta(json),
                json.real("rms_norm_eps", DEFAULT_RMS_NORM_EPS));
    }

    private static void refuseOtherModels(ModelJson json) {
        json.text("model_type", "llama");
        for (var name : json.texts("architectures")) {
            json.require(name.equals("LlamaForCausalLM"), "architectures", name, "LlamaForCausalLM");
        }
        json.text("hidden_act", "silu", "silu");
        json.off("attention_bias");
        json.off("mlp_bias");
        json.off("use_sliding_window");
        json.absent("rope_scaling", "null: plain rotary embedding");
        json.absent("sliding_window", "null: full attention");
        json.absent("quantization_config", "none: F32, BF16 or F16 tensors");
        var rotated = json.real("partial_rotary_factor", 1);
        json.require(rotated == 1, "partial_rotary_factor", rotated, "1");
    }

    /** From transformers 5 on it is in {@code rope_parameters}, with the type that {@code rope_scaling} had before. */
    private static double ropeTheta(ModelJson json) {
        var parameters = json.member("rope_parameters");
        if (parameters == null || !parameters.isObject()) {
            json.absent("rope_parameters", "an object");
            return json.real("rope_theta", DEFAULT_ROPE_THETA);
        }
        var type = parameters.path("rope_type").asString("default");
        json.require(type.equals("default"), "rope_parameters.rope_type", type, "default");
        JsonNode theta = parameters.path("rope_theta");
        json.require(theta.isNumber() || theta.isMissingNode(), "rope_parameters.rope_theta", theta, "a number");
        return theta.isNumber() ? theta.doubleValue() : json.real("rope_theta", DEFAULT_ROPE_THETA);
    }

    /**
     * Requires the shape that parameters of a subnet name; sequences may be shorter than this model allows.
     *
     * @throws UnusableModelException naming the first field that differs
     */
    public void require(LlamaShape wanted) {
        same("vocab_size", shape.vocabSize(), wanted.vocabSize());
        same("hidden_size", shape.hiddenSize(), wanted.hiddenSize());
        same("num_hidden_layers", shape.numHiddenLayers(), wanted.numHiddenLayers());
        same("num_attention_heads", shape.numAttentionHeads(), wanted.numAttentionHeads());
        same("num_key_value_heads", shape.numKeyValueHeads(), wanted.numKeyValueHeads());
        same("intermediate_size", shape.intermediateSize(), wanted.intermediateSize());
        same("rope_theta", shape.ropeTheta(), wanted.ropeTheta());
        same("rms_norm_eps", shape.rmsNormEps(), wanted.rmsNormEps());
        if (wanted.maxPositionEmbeddings() > shape.maxPositionEmbeddings()) {
            throw differs("max_position_embeddings", shape.maxPositionEmbeddings(), wanted.maxPositionEmbeddings());
        }
    }

    private static void same(String field, double found, double wanted) {
        if (found != wanted) {
            throw differs(field, found, wanted);
        }
    }

    private static UnusableModelException differs(String field, double found, double wanted) {
        return new UnusableModelException(
                FILE + " has " + field + " " + plain(found) + ", the subnet's parameters have model." + field + " "
                        + plain(wanted) + "; take what ./assay data model prints into them, or name the right model");
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
