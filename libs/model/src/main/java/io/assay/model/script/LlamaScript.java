package io.assay.model.script;

import io.assay.protocol.hparams.LlamaShape;
import io.assay.protocol.hparams.ParameterShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The source of the model in TorchScript's serialised form, from {@code llama.py.txt} beside this class.
 *
 * <p>{@code forward(ids, values)} is the sum, in double precision, of the cross-entropy of every predicted token. The head is
 * multiplied a part at a time, so that the logits of the whole vocabulary never exist at once, and what a pass keeps for a
 * moment only is changed in place unless a gradient wants it: memory that is in a core's cache already is what makes it fast.
 * {@code gradient(ids, tokens)} is that sum followed by the gradient of sum / tokens for every parameter. It
 * differentiates detached leaves inside the script instead of the module's own parameters, so that nothing is shared
 * between two calls: no gradient is kept, and no collector of the process is needed.
 */
final class LlamaScript {
    /** Words of the vocabulary whose logits exist at once. */
    static final int HEAD_PART = 1024;

    private static final String TEMPLATE = "llama.py.txt";

    private LlamaScript() {}

    /** TorchScript names have no dots. */
    static String attribute(ParameterShape parameter) {
        return parameter.name().replace('.', '_');
    }

    static String source(String template, LlamaShape shape, int padding) {
        var source = template;
        for (var blank : blanks(shape, padding).entrySet()) {
            source = source.replace("${" + blank.getKey() + "}", String.valueOf(blank.getValue()));
        }
        return source;
    }

    private static Map<String, Object> blanks(LlamaShape shape, int padding) {
        return Map.ofEntries(
                Map.entry("parameterNames", each(shape, name -> "\"" + name + "\", ", "")),
                Map.entry("parameterDeclarations", each(shape, name -> "  " + name + " : Tensor", "\n")),
                Map.entry("parameterReads", each(shape, name -> "self." + name, ", ")),
                Map.entry("rmsNormEps", shape.rmsNormEps()),
                Map.entry("headSize", shape.headSize()),
                Map.entry("attentionHeads", shape.numAttentionHeads()),
                Map.entry("keyValueHeads", shape.numKeyValueHeads()),
                Map.entry("repeats", shape.numAttentionHeads() / shape.numKeyValueHeads()),
                Map.entry("hiddenSize", shape.hiddenSize()),
                Map.entry("layers", shape.numHiddenLayers()),
                Map.entry("finalNorm", shape.parameters().size() - 2),
                Map.entry("head", shape.parameters().size() - 1),
                Map.entry("headPart", HEAD_PART),
                Map.entry("headParts", Math.ceilDiv(shape.vocabSize(), HEAD_PART)),
                Map.entry("padding", padding));
    }

    private static String each(LlamaShape shape, Function<String, String> text, String between) {
        return shape.parameters().stream().map(LlamaScript::attribute).map(text).collect(Collectors.joining(between));
    }

    static String template() {
        try (var stream = LlamaScript.class.getResourceAsStream(TEMPLATE)) {
            if (stream == null) {
                throw new IllegalStateException(TEMPLATE + " is missing beside " + LlamaScript.class.getName());
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
