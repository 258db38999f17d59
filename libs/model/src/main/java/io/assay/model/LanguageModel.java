package io.assay.model;

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
    private final Computation computation;
    private final Decoder decoder;
    private @Nullable TrialValues trialValues;
    private @Nullable Trial trial;
    private boolean roundedThere;

    private LanguageModel(HParams hparams, Computation computation, Decoder decoder) {
        this.hparams = hparams;
        this.computation = computation;
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
        return create(engine, hparams, Computation.on(device));
    }

    /** The same, computing as told. */
    public static LanguageModel create(TorchEngine engine, HParams hparams, Computation computation) {
        ByteTokens.requireFit(hparams.model());
        return create(engine, hparams, computation, InitialModel.seeded(hparams));
    }

    /**
     * A model at given parameters.
     *
     * @param device {@code cpu}, or {@code gpu0} and so on
     * @throws IllegalArgumentException if there is no such device here
     */
    public static LanguageModel create(TorchEngine engine, HParams hparams, String device, InitialModel initial) {
        return create(engine, hparams, Computation.on(device), initial);
    }

    /** The same, computing as told. */
    public static LanguageModel create(
            TorchEngine engine, HParams hparams, Computation computation, InitialModel initial) {
        var decoder = Decoder.create(engine, hparams, computation, initial);
        return new LanguageModel(hparams, computation, decoder);
    }

    /** The mechanism's parameters it was made from. */
    public HParams hparams() {
        return hparams;
    }

    /** Where and how it computes. */
    public Computation computation() {
        return computation;
    }

    /**
     * Cross-entropy of each batch's predicted tokens; padding is not predicted. Sequences of the same length go through the
     * model together, as many as {@link Computation#tokensAtOnce} allows, and {@link Computation#passesAtOnce} passes at the same time. Keeps no
     * graph.
     *
     * @throws IllegalArgumentException if a token is not in the vocabulary, or sequences are too long
     * @throws IllegalStateException inside a trial, if the precision is not that of the parameters
     */
    public List<LossSum> losses(List<TokenBatch> batches) {
        return decoder.losses(values(), batches, computation.tokensAtOnce());
    }

    /** {@link #losses} of one batch. */
    public LossSum loss(TokenBatch batch) {
        return losses(List.of(batch)).getFirst();
    }

    /** Mean cross-entropy, in nats, over all predicted tokens of all batches; not a number if there are none. */
    public double loss(List<TokenBatch> batches) {
        return LossSum.mean(losses(batches));
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
        roundedThere = false;
        decoder.parameters().move(new SignMove(signs, learningRate, weightDecay));
    }

    /** What {@link #step}s would lead to; see {@link FollowedModel#foresee}. */
    Foreseen foresee(List<SignMove> before, @Nullable SignMove last) {
        return new Foresight(decoder.parameters(), before, last).digests();
    }

    /**
     * θ − learningRate·sign, beside this model, until the trial is closed. It is written into the one set of parameters
     * kept for that; the model stays as it is.
     *
     * @param signs of as many values as the model has
     * @throws IllegalStateException inside a trial
     */
    public Trial tryStep(PackedSigns signs, double learningRate) {
        requireNoTrial("try another step");
        requireSize(signs);
        roundedThere = false;
        var values = trialValues();
        values.write(signs, (float) learningRate);
        trial = new Trial(batches -> decoder.losses(values, batches, computation.tokensAtOnce()), this::endTrial);
        return trial;
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
     * @param metadata of the file, to which {@code format: pt} is added
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
        return load(file, Map.of(), null);
    }

    /**
     * Takes all parameters from a file of {@link #save}; none if the file is not what is demanded.
     *
     * @param demanded what the file's metadata must hold
     * @param digest what {@link #digest} must be afterwards; absent: anything
     * @return the file's metadata
     * @throws IOException if the file cannot be read, is malformed, has other tensors than this model, or is not as
     *     demanded
     * @throws IllegalStateException inside a trial
     */
    public Map<String, String> load(Path file, Map<String, String> demanded, @Nullable String digest)
            throws IOException {
        requireNoTrial("load");
        roundedThere = false;
        return Checkpoint.read(file, demanded, digest, decoder.parameters());
    }

    /** SHA-256, in hexadecimal, of all parameters' little-endian floats in canonical order. */
    public String digest() {
        return decoder.parameters().digest();
    }

    /** Frees all that is native; an open trial ends. */
    @Override
    public void close() {
        if (trial != null) {
            trial.close();
        }
        decoder.close();
    }

    /** What a forward pass of the model itself reads. */
    private PassValues values() {
        if (computation.precision() == Precision.FP32) {
            return decoder.parameters();
        }
        requireNoTrial("compute the model's own loss");
        var values = trialValues();
        if (!roundedThere) {
            values.write(null, 0);
            roundedThere = true;
        }
        return values;
    }

    private TrialValues trialValues() {
        var values = trialValues;
        if (values == null) {
            values = decoder.parameters().onHost()
                    ? new HostTrialValues(decoder, computation.precision())
                    : new DeviceTrialValues(decoder, computation.precision());
            trialValues = values;
        }
        return values;
    }

    private void endTrial() {
        trial = null;
    }

    private void requireSize(PackedSigns signs) {
        if (signs.size() != hparams.model().parameterCount()) {
            throw new IllegalArgumentException("signs are " + signs.size() + ", allowed: "
                    + hparams.model().parameterCount() + ", the model's number of values");
        }
    }

    private void requireNoTrial(String what) {
        if (trial != null) {
            throw new IllegalStateException("cannot " + what + " inside a trial; close the trial first");
        }
    }
}
