package io.assay.model;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.assay.model.data.TokenBatch;
import io.assay.model.script.LlamaArchive;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.LlamaShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The archive, loaded: its methods, and the parameters they read. */
final class Decoder implements AutoCloseable {
    /** What arrays are called that a forward pass takes as its list of values. */
    static final String VALUES = "values[]";

    private final LlamaShape shape;
    private final Model model;
    private final Parameters parameters;
    private final PassThreads threads;

    private Decoder(LlamaShape shape, Model model, int passesAtOnce) {
        this.shape = shape;
        this.model = model;
        this.threads = new PassThreads(passesAtOnce);
        this.parameters = Parameters.of(shape, model);
    }

    /** A decoder at its initial parameters. */
    static Decoder create(TorchEngine engine, HParams hparams, Computation computation, InitialModel initial) {
        var device = engine.device(computation.device());
        try {
            var folder = Files.createTempDirectory("assay-model");
            var archive = folder.resolve("llama.pt");
            try {
                LlamaArchive.write(archive, hparams.model(), initial.padding(), initial.values());
                return new Decoder(hparams.model(), engine.load(archive, device), computation.passesAtOnce());
            } finally {
                Files.deleteIfExists(archive);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Parameters parameters() {
        return parameters;
    }

    NDManager manager() {
        return model.getNDManager();
    }

    /**
     * The loss of each batch.
     *
     * @param values that the model has in this pass
     */
    List<LossSum> losses(PassValues values, List<TokenBatch> batches, int tokensAtOnce) {
        batches.forEach(this::require);
        var sums = new double[batches.size()];
        var passes = ForwardPass.of(batches, tokensAtOnce);
        var losses = threads.run(passes, pass -> forward(values.arrays(), pass));
        for (var i = 0; i < losses.size(); i++) {
            add(passes.get(i), losses.get(i), sums);
        }
        return IntStream.range(0, sums.length)
                .mapToObj(i -> new LossSum(sums[i], batches.get(i).predictedTokens()))
                .toList();
    }

    private static void add(ForwardPass pass, double[] losses, double[] sums) {
        for (var i = 0; i < losses.length; i++) {
            sums[pass.rows().get(i).index()] += losses[i];
        }
    }

    private double[] forward(NDList values, ForwardPass pass) {
        try (var call = model.getNDManager().newSubManager()) {
            var shape = new Shape(pass.rows().size(), pass.length());
            var inputs = new NDList(call.create(pass.ids(), shape)).addAll(values);
            return TorchEngine.unrecorded(() -> run(false, inputs))
                    .singletonOrThrow()
                    .toDoubleArray();
        }
    }

    /**
     * A matrix named {@link #VALUES}, rounded to bfloat16. DJL does not know the type: the array may be handed to {@link #losses}, seen as bytes
     * and closed, and nothing else; most other calls end the process.
     */
    NDArray rounded(NDManager owner, NDArray matrix) {
        try (var call = owner.newSubManager()) {
            var method = call.create(0);
            method.setName("module_method:rounded");
            var array = TorchEngine.unrecorded(
                    () -> run(false, new NDList(method, matrix)).singletonOrThrow());
            array.attach(owner);
            return array;
        }
    }

    TrainingStep trainingStep(List<TokenBatch> batches) {
        var tokens = batches.stream().mapToLong(TokenBatch::predictedTokens).sum();
        if (tokens == 0) {
            throw new IllegalArgumentException("batches predict 0 tokens, allowed: >= 1");
        }
        try (var all = model.getNDManager().newSubManager()) {
            var sums = new ArrayList<NDArray>();
            for (var batch : batches) {
                add(sums, all, batch, tokens);
            }
            return new TrainingStep(
                    sums.getFirst().getDouble() / tokens,
                    sums.stream().skip(1).map(NDArray::toFloatArray).toList());
        }
    }

    @Override
    public void close() {
        threads.close();
        model.close();
    }

    private void add(List<NDArray> sums, NDManager all, TokenBatch batch, long tokens) {
        try (var call = all.newSubManager()) {
            var terms = gradient(call, batch, tokens);
            if (sums.isEmpty()) {
                terms.attach(all);
                sums.addAll(terms);
            } else {
                for (var i = 0; i < terms.size(); i++) {
                    sums.get(i).addi(terms.get(i));
                }
            }
        }
    }

    /** The sum of the loss, then for each parameter the gradient of that sum / tokens. */
    private NDList gradient(NDManager call, TokenBatch batch, long tokens) {
        var method = call.create(0);
        method.setName("module_method:gradient");
        var inputs = new NDList(method, ids(call, batch), call.create((double) tokens));
        return TorchEngine.recording(() -> run(true, inputs));
    }

    private NDList run(boolean recorded, NDList inputs) {
        return model.getBlock().forward(new ParameterStore(model.getNDManager(), false), inputs, recorded);
    }

    private NDArray ids(NDManager call, TokenBatch batch) {
        require(batch);
        return call.create(batch.tokens(), new Shape(batch.rows(), batch.length()));
    }

    private void require(TokenBatch batch) {
        if (batch.length() > shape.maxPositionEmbeddings()) {
            throw new IllegalArgumentException("sequences have " + batch.length()
                    + " tokens, allowed: model.max_position_embeddings = " + shape.maxPositionEmbeddings());
        }
        for (var token : batch.tokens()) {
            if (token < 0 || token >= shape.vocabSize()) {
                throw new IllegalArgumentException(
                        "token is " + token + ", allowed: 0.." + (shape.vocabSize() - 1) + " by model.vocab_size");
            }
        }
    }
}
