package io.assay.gradient;

import io.assay.protocol.hparams.ParameterShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The results of running Templar v0.2.80's compress.py: from the folder {@code assay.vectors} or the test resources. */
final class Vectors {
    private Vectors() {}

    static JsonNode dctTopk() throws Exception {
        return read("dct_topk.json");
    }

    static JsonNode scoring() throws Exception {
        return read("scoring.json");
    }

    /** The manifest of the torch files. */
    static JsonNode torch() throws Exception {
        return torch("manifest.json");
    }

    static JsonNode torch(String name) throws Exception {
        return read("torch_pt/" + name);
    }

    static Path torchFile(String name) throws Exception {
        var folder = System.getProperty("assay.vectors");
        return folder != null
                ? Path.of(folder, "torch_pt", name)
                : Path.of(Objects.requireNonNull(Vectors.class.getResource("/torch_pt/" + name))
                        .toURI());
    }

    private static JsonNode read(String name) throws Exception {
        var folder = System.getProperty("assay.vectors");
        if (folder != null) {
            return JsonMapper.shared().readTree(Files.readString(Path.of(folder, name)));
        }
        try (var resource = Vectors.class.getResourceAsStream("/" + name)) {
            return JsonMapper.shared().readTree(resource);
        }
    }

    /** One parameter of the case's shape, as its only one. */
    static ParameterLayout layout(JsonNode testCase, int topk) {
        var shape = testCase.get("shape");
        var parameter = shape.size() == 1
                ? ParameterShape.vector("p", shape.get(0).asInt())
                : ParameterShape.matrix("p", shape.get(0).asInt(), shape.get(1).asInt());
        return GradientLayout.of(
                        List.of(parameter), testCase.get("target_chunk").asInt(), topk)
                .parameters()
                .getFirst();
    }

    /** {@code params.input_formula}. */
    static float[] input(int size, int seed) {
        var values = new float[size];
        for (var i = 0; i < size; i++) {
            var h = i * 0x9E3779B1 + seed * 0x7FEB352D;
            h ^= h >>> 15;
            h *= 0x85EBCA77;
            h ^= h >>> 13;
            h *= 0xC2B2AE3D;
            h ^= h >>> 16;
            values[i] = (h >>> 8) / (float) (1 << 24) - 0.5f;
        }
        return values;
    }

    /** The values listed of an array, all or the first 64. */
    static float[] listed(JsonNode array) {
        return floats(array.has("values") ? array.get("values") : array.get("first64"));
    }

    static float[] floats(JsonNode numbers) {
        var flat = new ArrayList<Double>();
        flatten(numbers, flat);
        var floats = new float[flat.size()];
        for (var i = 0; i < floats.length; i++) {
            floats[i] = flat.get(i).floatValue();
        }
        return floats;
    }

    private static void flatten(JsonNode node, List<Double> into) {
        if (node.isArray()) {
            node.forEach(element -> flatten(element, into));
        } else {
            into.add(node.asDouble());
        }
    }
}
