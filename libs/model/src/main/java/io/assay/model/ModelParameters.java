package io.assay.model;

import io.assay.gradient.PackedSigns;
import io.assay.protocol.hparams.HParams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * θ, wherever it lies, and the one way in which it moves. All kinds come to the same bits by the same steps. Not safe for
 * use by several threads.
 */
public sealed interface ModelParameters extends AutoCloseable permits LanguageModel, PlainParameters {
    /** The mechanism's parameters it was made from. */
    HParams hparams();

    /**
     * θ ← θ·(1 − learningRate·weightDecay) − learningRate·sign, in place. Both factors are computed in double precision
     * and rounded to float; then each value has one rounded product and one rounded difference, with no reduction and
     * no fused operation, so that the result is the same to the bit on every machine.
     *
     * @param signs of as many values as the model has
     */
    void step(PackedSigns signs, double learningRate, double weightDecay);

    /**
     * Writes all parameters as a safetensors file with Hugging Face names.
     *
     * @param metadata of the file, to which {@code format: pt} is added
     */
    void save(Path file, Map<String, String> metadata) throws IOException;

    /**
     * Takes all parameters from a file of {@link #save}; none if the file is not what is demanded.
     *
     * @param demanded what the file's metadata must hold
     * @param digest what {@link #digest} must be afterwards; absent: anything
     * @return the file's metadata
     * @throws IOException if the file cannot be read, is malformed, has other tensors than this model, or is not as
     *     demanded
     */
    Map<String, String> load(Path file, Map<String, String> demanded, @Nullable String digest) throws IOException;

    /** SHA-256, in hexadecimal, of all parameters' little-endian floats in canonical order. */
    String digest();

    /** Frees what is native. */
    @Override
    void close();
}
