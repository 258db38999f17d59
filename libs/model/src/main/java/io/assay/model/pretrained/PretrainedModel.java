package io.assay.model.pretrained;

import io.assay.gradient.safetensors.Shown;
import io.assay.model.InitialModel;
import io.assay.protocol.hparams.ParameterShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Llama in a folder as Hugging Face's {@code save_pretrained} writes it: {@code config.json} beside
 * {@code model.safetensors}, or beside several files and {@code model.safetensors.index.json}. Tensors are F32, BF16 or F16
 * and become floats one by one. The files are mapped while this is open. Safe for use by several threads.
 */
public final class PretrainedModel implements AutoCloseable {
    /** Name of the file that says which tensor is in which of several files. */
    public static final String INDEX = TensorFiles.INDEX;

    private static final String HEAD = "lm_head.weight";
    private static final String EMBEDDING = "model.embed_tokens.weight";
    private static final int PART = 1 << 14;

    /** Constants that older files have beside the parameters. */
    private static final Pattern NO_PARAMETER =
            Pattern.compile("model\\.layers\\.\\d+\\.self_attn\\.rotary_emb\\.inv_freq");

    private final LlamaConfig config;
    private final TensorFiles files;

    private PretrainedModel(LlamaConfig config, TensorFiles files) {
        this.config = config;
        this.files = files;
    }

    /**
     * Opens a folder.
     *
     * @throws UnusableModelException if it is no Llama that can be taken as it is, or has other tensors than one
     */
    public static PretrainedModel open(Path folder) {
        var config = LlamaConfig.in(folder);
        var opened = new PretrainedModel(config, TensorFiles.open(folder));
        try {
            opened.requireTensors(folder);
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Names of the files that a folder's model consists of, once {@code config.json} and a possible index are there. */
    public static List<String> files(Path folder) {
        return List.copyOf(TensorFiles.names(folder));
    }

    /** Its dimensions. */
    public LlamaConfig config() {
        return config;
    }

    /**
     * A parameter's values, row-major.
     *
     * @throws UnusableModelException if the tensor has another shape or type, or a value that is not finite
     */
    public float[] values(ParameterShape parameter) {
        var tensor = config.tied() && parameter.name().equals(HEAD) ? EMBEDDING : parameter.name();
        var values = parameter.isVector()
                ? files.values(tensor, parameter.columns())
                : files.values(tensor, parameter.rows(), parameter.columns());
        for (var i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new UnusableModelException(
                        "the model's tensor " + tensor + " has " + values[i] + " at " + i + ", allowed: finite values");
            }
        }
        return values;
    }

    /**
     * SHA-256 of all parameters' little-endian floats in canonical order, 64 lower-case hexadecimal digits: the digest of the
     * language model that begins so, whatever files and types its values are stored in.
     */
    public String digest() {
        var sha256 = sha256();
        for (var parameter : config.shape().parameters()) {
            update(sha256, values(parameter));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** A language model's beginning; this must stay open as long as it is used. */
    public InitialModel initial(int padding) {
        return new InitialModel(padding, this::values);
    }

    @Override
    public void close() {
        files.close();
    }

    private void requireTensors(Path folder) {
        var wanted =
                config.shape().parameters().stream().map(ParameterShape::name).collect(Collectors.toSet());
        Stream<String> found = files.tensors().stream();
        var unknown = found.filter(name ->
                        !wanted.contains(name) && !NO_PARAMETER.matcher(name).matches())
                .findFirst();
        if (unknown.isPresent()) {
            throw new UnusableModelException(
                    folder + " has the tensor " + Shown.text(unknown.get()) + ", which a Llama of its "
                            + LlamaConfig.FILE + " has not; allowed: the tensors of LlamaForCausalLM");
        }
        for (var name : wanted) {
            if (!files.tensors().contains(name) && !(config.tied() && name.equals(HEAD))) {
                throw new UnusableModelException(folder + " has no tensor " + name + ", which a Llama of its "
                        + LlamaConfig.FILE + " has; copy the model anew");
            }
        }
    }

    private static void update(MessageDigest sha256, float[] values) {
        var part = ByteBuffer.allocate(PART * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (var at = 0; at < values.length; at += PART) {
            var count = Math.min(PART, values.length - at);
            part.asFloatBuffer().put(values, at, count);
            sha256.update(part.array(), 0, count * Float.BYTES);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
