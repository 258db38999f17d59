package io.assay.bench.evaluation;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.assay.model.Precision;
import io.assay.model.data.ByteTokens;
import io.assay.model.data.TokenBatch;
import io.assay.model.script.LlamaArchive;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.LlamaShape;
import io.assay.protocol.hparams.ParameterShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;

/** The same model on the same library, with values given to each forward pass. */
final class UpstreamModel implements AutoCloseable {
    private static final String VALUES = "values[]";
    private static final String SOURCE = "upstream.py.txt";

    /** Whose forward pass it makes. */
    enum Forward {
        /** Upstream's: operation by operation as in Hugging Face's model, with all logits at once, from a source of its own. */
        THEIRS,
        /** That of the service. */
        OURS
    }

    private final Precision precision;
    private final Model model;
    private final List<NDArray> parameters;

    UpstreamModel(HParams hparams, Precision precision, Forward forward) throws IOException {
        this.precision = precision;
        var archive = Files.createTempFile("assay-bench", ".pt");
        try {
            write(archive, hparams.model(), forward);
            model = load(archive);
        } finally {
            Files.delete(archive);
        }
        var byName = new HashMap<String, NDArray>();
        model.getBlock().getParameters().values().forEach(each -> byName.put(each.getName(), each.getArray()));
        parameters = hparams.model().parameters().stream()
                .map(LlamaArchive::attribute)
                .map(name -> Objects.requireNonNull(byName.get(name), name))
                .toList();
        parameters.forEach(array -> array.setRequiresGradient(false));
    }

    private static void write(Path archive, LlamaShape shape, Forward forward) throws IOException {
        var random = new Random(3);
        Function<ParameterShape, float[]> values = each -> values(each, random);
        switch (forward) {
            case OURS -> LlamaArchive.write(archive, shape, ByteTokens.PADDING, values);
            case THEIRS -> LlamaArchive.write(archive, shape, ByteTokens.PADDING, values, source());
        }
    }

    private static String source() throws IOException {
        try (var stream = UpstreamModel.class.getResourceAsStream(SOURCE)) {
            return new String(Objects.requireNonNull(stream, SOURCE).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Model load(Path archive) throws IOException {
        var model = Model.newInstance("llama", Device.cpu(), "PyTorch");
        try {
            model.load(archive.getParent(), archive.getFileName().toString(), Map.of("trainParam", "true"));
            return model;
        } catch (MalformedModelException e) {
            throw new IOException(e);
        }
    }

    private static float[] values(ParameterShape shape, Random random) {
        var values = new float[Math.toIntExact(shape.size())];
        for (var i = 0; i < values.length; i++) {
            values[i] = shape.isVector() ? 1 : (random.nextFloat() - 0.5f) / 15;
        }
        return values;
    }

    NDManager manager() {
        return model.getNDManager();
    }

    /** A deep copy of all parameters. */
    NDList copy(NDManager owner) {
        var copies = new NDList();
        for (var parameter : parameters) {
            var copy = parameter.duplicate();
            copy.attach(owner);
            copies.add(copy);
        }
        return copies;
    }

    /** The loss of batches, a forward pass each; in bfloat16 the matrices are rounded in every pass, as autocast does. */
    double loss(NDList values, List<TokenBatch> batches) {
        var sum = 0.0;
        for (var batch : batches) {
            try (var call = manager().newSubManager()) {
                var ids = call.create(batch.tokens(), new Shape(batch.rows(), batch.length()));
                var inputs = new NDList(ids);
                for (var i = 0; i < values.size(); i++) {
                    inputs.add(cast(call, values.get(i), i));
                }
                for (var loss : forward(inputs).toDoubleArray()) {
                    sum += loss;
                }
            }
        }
        return sum;
    }

    private NDArray cast(NDManager call, NDArray value, int index) {
        value.setName(VALUES);
        if (precision == Precision.FP32 || index == 0 || value.getShape().dimension() == 1) {
            return value;
        }
        var method = call.create(0);
        method.setName("module_method:rounded");
        var rounded = forward(new NDList(method, value));
        rounded.setName(VALUES);
        return rounded;
    }

    private NDArray forward(NDList inputs) {
        return model.getBlock()
                .forward(new ParameterStore(manager(), false), inputs, false)
                .singletonOrThrow();
    }

    @Override
    public void close() {
        model.close();
    }
}
