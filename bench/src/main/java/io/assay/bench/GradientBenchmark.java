package io.assay.bench;

import io.assay.bench.gradient.Speed;
import io.assay.bench.gradient.Speed.Conditions;
import io.assay.bench.gradient.TorchCodec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Encoding, decoding and validating a gradient, beside the same without the Vector API and beside PyTorch. */
final class GradientBenchmark implements Benchmark {
    private static final String UNIT = "Melements/s";
    private static final Map<String, String> CODEC = Map.of(
            "decode_signs", "decodeSigns", "decode_floats", "decodeFloats", "encode", "encode", "merge_15", "merge");

    @Override
    public String name() {
        return "gradient";
    }

    @Override
    public void run(Figures figures) throws Exception {
        var ours = new LinkedHashMap<String, Double>();
        for (var figure : CODEC.keySet().stream().sorted().toList()) {
            var method = Objects.requireNonNull(CODEC.get(figure));
            ours.put(figure, Speed.ofCodec(method, Conditions.ONE_THREAD));
            figures.print(figure, Objects.requireNonNull(ours.get(figure)), UNIT);
        }
        ours.put("validate", Speed.ofReading("validate", true));
        figures.print("validate", Objects.requireNonNull(ours.get("validate")), "GB/s");
        figures.print("validate_one_thread", Speed.ofReading("validateOnOneThread", true), "GB/s");
        figures.print("validate_unsorted", Speed.ofReading("validate", false), "GB/s");
        figures.print("decode_signs_all_threads", Speed.ofCodec("decodeSigns", Conditions.ALL_THREADS), UNIT);
        figures.print("merge_15_all_threads", Speed.ofCodec("merge", Conditions.ALL_THREADS), UNIT);
        for (var figure : CODEC.keySet().stream().sorted().toList()) {
            var plain = Speed.ofCodec(Objects.requireNonNull(CODEC.get(figure)), Conditions.PLAIN);
            figures.print("plain_" + figure, plain, UNIT);
            figures.print("ratio_plain_" + figure, Objects.requireNonNull(ours.get(figure)) / plain, "x");
        }
        compare(figures, ours);
    }

    private static void compare(Figures figures, Map<String, Double> ours) throws Exception {
        try {
            for (var theirs : TorchCodec.figures().entrySet()) {
                var unit = theirs.getKey().equals("validate") ? "GB/s" : UNIT;
                figures.print("torch_" + theirs.getKey(), theirs.getValue(), unit);
                figures.print(
                        "ratio_torch_" + theirs.getKey(),
                        Objects.requireNonNull(ours.get(theirs.getKey()), "a figure of ours") / theirs.getValue(),
                        "x");
            }
        } catch (IOException | NumberFormatException e) {
            figures.leaveOut("torch", String.valueOf(e.getMessage()));
        }
    }
}
