package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Templar v0.2.80's own {@code compare_model_with_debug_dict}: from the folder {@code assay.vectors} or the test
 * resources. What upstream calls infinitely far, not a number or an error is here a probe that cannot be used; and so is a
 * single value that upstream compares with two.
 */
class SyncVectorsTest {
    private static final String CASES = "compare_model_with_debug_dict";
    private static final String TOLD_TOO_LITTLE = "one_value_broadcasts";

    /** Upstream was given something else than the list that the file shows; our probe is text, read elsewhere. */
    private static final String NO_LIST = "not_a_list";

    private static final Map<String, Integer> SEEDS = Map.of("a_debug", 11, "b_debug", 12, "c_debug", 13);

    static Stream<JsonNode> cases() throws Exception {
        return vectors()
                .get(CASES)
                .valueStream()
                .filter(each -> !each.get("name").stringValue().equals(NO_LIST));
    }

    private static JsonNode vectors() throws Exception {
        var folder = System.getProperty("assay.vectors");
        if (folder != null) {
            return JsonMapper.shared().readTree(Files.readString(Path.of(folder, "scoring.json")));
        }
        try (var resource = SyncVectorsTest.class.getResourceAsStream("/scoring.json")) {
            return JsonMapper.shared().readTree(resource);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void measuresAsUpstream(JsonNode each) {
        var peer = new ArrayList<Double>();
        var ours = new ArrayList<Double>();
        each.get("debug").forEachEntry((name, told) -> {
            told.forEach(value -> peer.add(value.isNumber() ? value.doubleValue() : Double.NaN));
            each.get("index_range").forEach(index -> add(ours, name, index, each));
        });
        var steps = new SyncProbe(Fixtures.tiny())
                .stepsBehind(
                        floats(peer), floats(ours), each.get("learning_rate").doubleValue());
        var expected = each.path("result").path("avg_steps_behind");
        if (expected.isNumber() && !each.get("name").stringValue().equals(TOLD_TOO_LITTLE)) {
            assertThat(steps.orElseThrow()).isCloseTo(expected.doubleValue(), within(1e-6));
        } else {
            assertThat(steps).isEmpty();
        }
    }

    /** The range is begin and end of two values. */
    private static void add(List<Double> ours, String name, JsonNode index, JsonNode each) {
        var begin = each.get("index_range").get(0).intValue();
        var at = index.intValue() == begin ? begin : begin + 1;
        ours.add((double) parameter(at, SEEDS.getOrDefault(name, 0)));
    }

    /** {@code compare_model_params}. */
    private static float parameter(int index, int seed) {
        var h = index * 0x9E3779B1 + seed * 0x7FEB352D;
        h ^= h >>> 15;
        h *= 0x85EBCA77;
        h ^= h >>> 13;
        h *= 0xC2B2AE3D;
        h ^= h >>> 16;
        return (h >>> 8) / (float) (1 << 24) - 0.5f;
    }

    private static float[] floats(List<Double> values) {
        var floats = new float[values.size()];
        for (var i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }
}
