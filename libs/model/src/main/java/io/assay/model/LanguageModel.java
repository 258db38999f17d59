package io.assay.model;

import io.assay.gradient.GradientLayout;
import io.assay.gradient.PackedSigns;
import io.assay.model.data.ByteTokens;
import io.assay.model.data.TokenBatch;
import io.assay.protocol.hparams.HParams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Llama-style decoder that predicts each token of a sequence from those before it. Not safe for use by several
 * threads; different models may be used at the same time.
 *
 * <p>Canonical order is {@link io.assay.protocol.hparams.LlamaShape#parameters()}, each parameter in row-major order.
 */
public final class LanguageModel implements AutoCloseable {
    private final HParams hparams;
    private final GradientLayout layout;
    private final Decoder decoder;
    private @Nullable Trial trial;

    private LanguageModel(HParams hparams, GradientLayout layout, Decoder decoder) {
        this.hparams = hparams;
        this.layout = layout;
        this.decoder = decoder;
    }

    /**
     * A model at its initial parameters, which are a pure function of {@code hparams.seed} and
     * {@code hparams.model}.
     *
     * @param device {@code cpu}, or {@code gpu0} and so on
     * @throws IllegalArgumentException if there is no such device here, or the vocabulary is too small
     */
    public static LanguageModel create(TorchEngine engine, HParams hparams, String device) {
        ByteTokens.requireFit(hparams.model());
        return create(engine, hparams, device, InitialModel.seeded(hparams));
    }

    /**
     * A model at given parameters.
     *
     * @param device {@code cpu}, or {@code gpu0} and so on
     * @throws IllegalArgumentException if there is no such device here
     */
    public static LanguageModel create(TorchEngine engine, HParams hparams, String device, InitialModel initial) {
        var layout = GradientLayout.of(hparams);
        return new LanguageModel(hparams, layout, Decoder.create(engine, hparams, engine.device(device), initial));
    }

    /** The mechanism's parameters it was made from. */
    public HParams hparams() {
        return hparams;
    }

    /**
     * Cross-entropy of a batch's predicted tokens; padding is not predicted. Keeps no graph.
     *
     * @throws IllegalArgumentException if a token is not in the vocabulary, or sequences are too long
     */
    public LossSum loss(TokenBatch batch) {
        return decoder.loss(batch);
    }

    /** Mean cross-entropy, in nats, over all predicted tokens of all batches; not a number if there are none. */
    public double loss(List<TokenBatch> batches) {
        return batches.stream()
                .map(this::loss)
                .reduce(LossSum.NONE, LossSum::plus)
                .mean();
    }

    /**
     * The mean loss over all predicted tokens of all batches, and its gradient. The model stays as it is.
     *
     * @throws IllegalArgumentException as {@link #loss(TokenBatch)}, or if no token is predicted
     */
    public TrainingStep trainingStep(List<TokenBatch> batches) {
        return decoder.trainingStep(batches);
    }

    /** The gradients of {@link #trainingStep}. */
    public List<float[]> gradient(List<TokenBatch> batches) {
        return trainingStep(batches).gradients();
    }

    /**
     * θ ← θ·(1 − learningRate·weightDecay) − learningRate·sign, in place. Both factors are computed in double precision
     * and rounded to float; then each value has one rounded product and one rounded difference, with no reduction and
     * no fused operation, so that the result is the same to the bit on every machine.
     *
     * @param signs of as many values as the model has
     * @throws IllegalStateException inside a trial
     */
    public void step(PackedSigns signs, double learningRate, double weightDecay) {
        requireNoTrial("step");
        requireSize(signs);
        move(signs, learningRate, weightDecay);
    }

    /**
     * Moves the model to θ − learningRate·sign until the trial is closed.
     *
     * @param signs of as many values as the model has
     * @throws IllegalStateException inside a trial
     */
    public Trial tryStep(PackedSigns signs, double learningRate) {
        requireNoTrial("try another step");
        requireSize(signs);
        var snapshot = decoder.parameters().snapshot();
        var opened = new Trial(() -> restore(snapshot));
        trial = opened;
        try {
            move(signs, learningRate, 0);
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * Values at positions of all parameters joined in canonical order.
     *
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public float[] valuesAt(long[] positions) {
        return decoder.parameters().at(positions);
    }

    /**
     * Writes all parameters as a safetensors file with Hugging Face names.
     *
     * @param metadata of the file
     * @throws IllegalStateException inside a trial
     */
    public void save(Path file, Map<String, String> metadata) throws IOException {
        requireNoTrial("save");
        Checkpoint.write(file, metadata, decoder.parameters());
    }

    /**
     * Takes all parameters from a file of {@link #save}; none if the file is not one of this model.
     *
     * @return the file's metadata
     * @throws IOException if the file cannot be read, is malformed, or has other tensors than this model
     * @throws IllegalStateException inside a trial
     */
    public Map<String, String> load(Path file) throws IOException {
        return load(file, Map.of());
    }

    /**
     * As {@link #load(Path)}, if the file's metadata holds what is demanded.
     *
     * @throws IOException if it does not, too; the model then stays as it is
     */
    public Map<String, String> load(Path file, Map<String, String> demanded) throws IOException {
        requireNoTrial("load");
        return Checkpoint.read(file, demanded, decoder.parameters());
    }

    /** SHA-256, in hexadecimal, of all parameters' little-endian floats in canonical order. */
    public String digest() {
        return decoder.parameters().digest();
    }

    /** Frees all that is native; an open trial ends. */
    @Override
    public void close() {
        trial = null;
        decoder.close();
    }

    private void move(PackedSigns signs, double learningRate, double weightDecay) {
        var keep = (float) (1 - learningRate * weightDecay);
        for (var i = 0; i < layout.parameters().size(); i++) {
            var parameter = layout.parameters().get(i);
            var values = new float[parameter.size()];
            signs.write(parameter, values);
            decoder.parameters().move(i, values, keep, (float) learningRate);
        }
    }

    private void restore(Parameters.Snapshot snapshot) {
        if (trial != null) {
            trial = null;
            snapshot.restore();
        }
    }

    private void requireSize(PackedSigns signs) {
        if (signs.size() != layout.parameterCount()) {
            throw new IllegalArgumentException("signs are " + signs.size() + ", allowed: " + layout.parameterCount()
                    + ", the model's number of values");
        }
    }

    private void requireNoTrial(String what) {
        if (trial != null) {
            throw new IllegalStateException("cannot " + what + " inside a trial; close the trial first");
        }
    }
}
