package io.assay.model;

import io.assay.gradient.PackedSigns;
import io.assay.gradient.SignStep;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.ParameterShape;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * θ alone, without a model that computes: four bytes a parameter outside the heap and outside PyTorch. It takes the same
 * steps as a {@link LanguageModel}, on all cores.
 */
public final class PlainParameters implements ModelParameters {
    /** What a buffer may show at once. */
    private static final long PIECE = 1 << 28;

    private final HParams hparams;
    private final long count;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment values;
    private final Content content;

    private PlainParameters(HParams hparams) {
        this.hparams = hparams;
        this.count = hparams.model().parameterCount();
        this.values = arena.allocate(count * Float.BYTES, Long.BYTES);
        this.content = new Content(hparams.model().parameters());
    }

    /** The initial parameters, a pure function of {@code hparams.seed} and {@code hparams.model}. */
    public static PlainParameters create(HParams hparams) {
        return create(hparams, InitialModel.seeded(hparams));
    }

    /** Given parameters; their values are asked for by several threads. */
    public static PlainParameters create(HParams hparams, InitialModel initial) {
        var made = new PlainParameters(hparams);
        var shapes = made.content.shapes();
        IntStream.range(0, shapes.size())
                .parallel()
                .forEach(i -> made.content.write(i, initial.values().apply(shapes.get(i))));
        return made;
    }

    @Override
    public HParams hparams() {
        return hparams;
    }

    @Override
    public void step(PackedSigns signs, double learningRate, double weightDecay) {
        if (signs.size() != count) {
            throw new IllegalArgumentException(
                    "signs are " + signs.size() + ", allowed: " + count + ", the model's number of values");
        }
        new SignStep(signs, (float) learningRate).move(values, 0, (float) (1 - learningRate * weightDecay));
    }

    @Override
    public void save(Path file, Map<String, String> metadata) throws IOException {
        Checkpoint.write(file, metadata, content);
    }

    @Override
    public Map<String, String> load(Path file, Map<String, String> demanded, @Nullable String digest)
            throws IOException {
        return Checkpoint.read(file, demanded, digest, content);
    }

    @Override
    public String digest() {
        var sha256 = Sha256.create();
        for (var at = 0L; at < values.byteSize(); at += PIECE) {
            sha256.update(
                    values.asSlice(at, Math.min(PIECE, values.byteSize() - at)).asByteBuffer());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    /** The same values, parameter by parameter. */
    private final class Content implements ParameterValues {
        private final List<ParameterShape> shapes;
        private final long[] starts;

        private Content(List<ParameterShape> shapes) {
            this.shapes = shapes;
            this.starts = new long[shapes.size()];
            for (var i = 1; i < starts.length; i++) {
                starts[i] = starts[i - 1] + shapes.get(i - 1).size();
            }
        }

        @Override
        public List<ParameterShape> shapes() {
            return shapes;
        }

        @Override
        public float[] read(int index) {
            var read = new float[Math.toIntExact(shapes.get(index).size())];
            MemorySegment.copy(values, ValueLayout.JAVA_FLOAT, starts[index] * Float.BYTES, read, 0, read.length);
            return read;
        }

        @Override
        public void write(int index, float[] written) {
            if (written.length != shapes.get(index).size()) {
                throw new IllegalArgumentException(shapes.get(index).name() + " has " + written.length
                        + " values, allowed: " + shapes.get(index).size());
            }
            MemorySegment.copy(written, 0, values, ValueLayout.JAVA_FLOAT, starts[index] * Float.BYTES, written.length);
        }
    }
}
