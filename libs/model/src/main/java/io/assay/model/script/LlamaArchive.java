package io.assay.model.script;

import io.assay.protocol.hparams.LlamaShape;
import io.assay.protocol.hparams.ParameterShape;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Writes a Llama-style decoder as a TorchScript archive that {@code torch::jit::load} takes. */
public final class LlamaArchive {
    private static final String VERSION = "3\n";

    private LlamaArchive() {}

    /** The attribute that holds a parameter in the archive. */
    public static String attribute(ParameterShape parameter) {
        return LlamaScript.attribute(parameter);
    }

    /** How many logits of a token a forward pass without gradients has in memory at once. */
    public static int logitsAtOnce(LlamaShape shape) {
        return Math.min(shape.vocabSize(), LlamaScript.HEAD_PART);
    }

    /**
     * Writes the archive; the same arguments give the same bytes.
     *
     * @param padding id of a token that is never a target
     * @param values a parameter's values in row-major order, asked for one parameter at a time
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, LlamaShape shape, int padding, Function<? super ParameterShape, float[]> values)
            throws IOException {
        write(file, shape, padding, values, LlamaScript.template());
    }

    /**
     * The same, with another source: for who computes the same model otherwise.
     *
     * @param template of the source, with blanks as {@code llama.py.txt} beside this class has them
     */
    public static void write(
            Path file, LlamaShape shape, int padding, Function<? super ParameterShape, float[]> values, String template)
            throws IOException {
        var source = LlamaScript.source(template, shape, padding);
        try (var out = new BufferedOutputStream(Files.newOutputStream(file));
                var zip = new StoredZip(out, "llama")) {
            zip.entry("data.pkl", pickle(shape));
            zip.entry("code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
            data(zip, shape, values);
            zip.entry("constants.pkl", ModulePickle.emptyTuple());
            zip.entry("version", VERSION.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] pickle(LlamaShape shape) {
        var pickle = new ModulePickle("Llama");
        for (var parameter : shape.parameters()) {
            pickle.tensor(attribute(parameter), axes(parameter));
        }
        pickle.tensor("cosines", shape.maxPositionEmbeddings(), shape.headSize());
        pickle.tensor("sines", shape.maxPositionEmbeddings(), shape.headSize());
        return pickle.flag("training", false).end();
    }

    private static int[] axes(ParameterShape parameter) {
        return parameter.isVector()
                ? new int[] {parameter.columns()}
                : new int[] {parameter.rows(), parameter.columns()};
    }

    private static void data(StoredZip zip, LlamaShape shape, Function<? super ParameterShape, float[]> values)
            throws IOException {
        var storage = 0;
        for (var parameter : shape.parameters()) {
            zip.entry("data/" + storage++, sized(parameter, values.apply(parameter)));
        }
        zip.entry("data/" + storage++, RotaryTable.cosines(shape));
        zip.entry("data/" + storage, RotaryTable.sines(shape));
    }

    private static float[] sized(ParameterShape parameter, float[] values) {
        if (values.length != parameter.size()) {
            throw new IllegalArgumentException(
                    parameter.name() + " has " + values.length + " values, allowed: " + parameter.size());
        }
        return values;
    }
}
