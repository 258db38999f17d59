package io.assay.gradient;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.hparams.ParameterShape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Files as a Templar v0.2.80 miner saves them, with broken and hostile ones: whatever the manifest lists. */
class TorchVectorsTest {
    private static final long MAX_EXTRA_BYTES = 64L << 20;
    // The files' own bound; a verdict takes some milliseconds.
    private static final Duration MAX_TIME = Duration.ofSeconds(1);

    private static final Map<String, RejectReason> REASONS = Map.ofEntries(
            entry("bad_idx_out_of_range.pt", RejectReason.INDEX_OUT_OF_RANGE),
            entry("bad_idx_duplicate.pt", RejectReason.DUPLICATE_INDEX),
            entry("bad_idx_dtype_float.pt", RejectReason.WRONG_DTYPE),
            entry("bad_vals_shape.pt", RejectReason.WRONG_K),
            entry("bad_vals_nan.pt", RejectReason.VALUE_NOT_FINITE),
            entry("bad_missing_idxs.pt", RejectReason.UNPAIRED_TENSOR),
            entry("bad_unknown_param.pt", RejectReason.UNKNOWN_PARAMETER),
            entry("bad_chunk_count.pt", RejectReason.WRONG_SHAPE),
            entry("bad_metadata_window.pt", RejectReason.WRONG_WINDOW),
            entry("bad_state_dict_none.pt", RejectReason.PICKLE_MALFORMED),
            entry("corrupt_empty.pt", RejectReason.TRUNCATED),
            entry("corrupt_truncated_half.pt", RejectReason.TRUNCATED),
            entry("corrupt_bitflip.pt", RejectReason.CRC_MISMATCH),
            entry("corrupt_no_pickle.pt", RejectReason.ARCHIVE_MALFORMED),
            entry("corrupt_path_traversal.pt", RejectReason.ARCHIVE_MALFORMED),
            entry("bomb_expand_stride0.pt", RejectReason.METADATA_MISSING),
            entry("bomb_deflate_256MB.pt", RejectReason.COMPRESSED_RECORD),
            entry("bomb_deep_nesting.pt", RejectReason.HEADER_TOO_LARGE),
            entry("malicious_os_system.pt", RejectReason.FORBIDDEN_GLOBAL),
            entry("malicious_stack_global.pt", RejectReason.PICKLE_MALFORMED),
            entry("malicious_inst.pt", RejectReason.FORBIDDEN_OPCODE),
            entry("malicious_build_setstate.pt", RejectReason.FORBIDDEN_GLOBAL));

    static Stream<JsonNode> cases() throws Exception {
        return Vectors.torch().get("cases").valueStream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verdictOfTheManifest(JsonNode testCase) throws Exception {
        var name = testCase.get("file").asString();
        var reading = read(name);
        switch (testCase.get("verdict").asString()) {
            case "accept" -> assertThat(reading).as(name).isEqualTo(expected(name));
            case "refuse" -> assertThat(reading).as(name).isInstanceOf(Outcome.Refused.class);
            case "either" -> {
                if (reading instanceof Outcome.Accepted) {
                    assertThat(reading).as(name).isEqualTo(expected(name));
                }
            }
            default -> throw new IllegalArgumentException("verdict of " + testCase);
        }
        if (reading instanceof Outcome.Refused(var reason, var detail)) {
            assertThat(detail).as(name).isNotBlank();
            assertThat(reason).as(detail).isEqualTo(REASONS.getOrDefault(name, reason));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void littleMemoryAndNothingWritten(JsonNode testCase) throws Exception {
        var name = testCase.get("file").asString();
        var before = surroundings();
        var extra = assertTimeoutPreemptively(MAX_TIME, () -> {
            var bytes = memory();
            read(name);
            return memory() - bytes;
        });
        assertThat(extra).as(name).isLessThan(MAX_EXTRA_BYTES);
        assertThat(surroundings()).as(name).isEqualTo(before);
    }

    /** It is refused for its size already; in the file of a larger model it is refused for what it is. */
    @Test
    void deepNestingInALargerModel() throws Exception {
        var shapes = IntStream.range(0, 400)
                .mapToObj(i -> ParameterShape.vector("w" + i, 64))
                .toList();
        var reading = GradientFile.read(
                Vectors.torchFile("bomb_deep_nesting.pt"),
                Arena.ofAuto(),
                GradientLayout.of(shapes, 64, 32),
                Example.EXPECTED);
        assertThat(reading)
                .asInstanceOf(type(GradientReading.Refused.class))
                .extracting(GradientReading.Refused::reason)
                .isEqualTo(RejectReason.NESTED_TOO_DEEP);
    }

    /** Heap this thread has allocated, which is more than it still uses, and what is mapped or direct now. */
    private static long memory() {
        var pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes() + pools;
    }

    private static List<Path> surroundings() throws Exception {
        var seen = new ArrayList<Path>();
        for (var folder : List.of(Path.of(""), Path.of("..").toAbsolutePath().normalize())) {
            try (var files = Files.list(folder)) {
                files.forEach(seen::add);
            }
        }
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (var files = Files.newDirectoryStream(temporary, "*pwned*")) {
            files.forEach(seen::add);
        }
        seen.sort(null);
        return seen;
    }

    /** A gradient or a debug object, as the name says. */
    private sealed interface Outcome {
        record Accepted(Map<String, List<Float>> values, long globalStep) implements Outcome {}

        record Refused(RejectReason reason, String detail) implements Outcome {}
    }

    private static Outcome read(String name) throws Exception {
        try (var arena = Arena.ofConfined();
                var channel = FileChannel.open(Vectors.torchFile(name))) {
            var file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return name.startsWith("debug") ? debug(file) : gradient(file);
        }
    }

    private static Outcome debug(MemorySegment file) throws Exception {
        return switch (TorchDebug.read(file, layout())) {
            case TorchDebug.Reading.Refused(var reason, var detail) -> new Outcome.Refused(reason, detail);
            case TorchDebug.Reading.Accepted(var values, var globalStep) -> {
                var named = new HashMap<String, List<Float>>();
                values.forEach((parameter, list) -> named.put(parameter + "_debug", boxed(list)));
                yield new Outcome.Accepted(named, globalStep);
            }
        };
    }

    private static Outcome gradient(MemorySegment file) throws Exception {
        var params = Vectors.torch().get("params");
        var expected =
                new Expectation(params.get("window").asLong(), params.get("uid").asInt(), Example.HOTKEY);
        return switch (GradientFile.read(file, layout(), expected)) {
            case GradientReading.Refused(var reason, var detail) -> new Outcome.Refused(reason, detail);
            case GradientReading.Accepted(var gradient, var metadata) -> {
                var named = new HashMap<String, List<Float>>();
                for (var i = 0; i < layout().parameters().size(); i++) {
                    var parameter = layout().parameters().get(i).name();
                    named.put(
                            parameter + "idxs",
                            boxed(gradient.parameters().get(i).indices()));
                    named.put(
                            parameter + "vals",
                            boxed(gradient.parameters().get(i).values()));
                }
                yield new Outcome.Accepted(named, metadata.globalStep());
            }
        };
    }

    private static Outcome expected(String name) throws Exception {
        var content = Objects.requireNonNull(Vectors.torch(name + ".json"))
                .get("cases")
                .get(0);
        var named = new HashMap<String, List<Float>>();
        content.get("state_dict").properties().forEach(entry -> {
            var value = entry.getValue();
            if (value.has("tensor") || entry.getKey().endsWith("_debug")) {
                var list = value.has("tensor") ? value.get("tensor").get("values") : value;
                named.put(entry.getKey(), boxed(Vectors.floats(list)));
            }
        });
        return new Outcome.Accepted(named, content.get("global_step").asLong());
    }

    private static List<Float> boxed(float[] values) {
        var list = new ArrayList<Float>();
        for (var value : values) {
            list.add(value);
        }
        return list;
    }

    private static List<Float> boxed(short[] values) {
        var list = new ArrayList<Float>();
        for (var value : values) {
            list.add((float) (value & 0xFFFF));
        }
        return list;
    }

    private static GradientLayout layout() throws Exception {
        var params = Vectors.torch().get("params");
        var shapes = new ArrayList<ParameterShape>();
        params.get("param_shapes").properties().forEach(entry -> {
            var shape = entry.getValue();
            shapes.add(
                    shape.size() == 1
                            ? ParameterShape.vector(entry.getKey(), shape.get(0).asInt())
                            : ParameterShape.matrix(
                                    entry.getKey(),
                                    shape.get(0).asInt(),
                                    shape.get(1).asInt()));
        });
        return GradientLayout.of(
                shapes, params.get("target_chunk").asInt(), params.get("topk").asInt());
    }
}
