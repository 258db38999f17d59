package io.assay.model;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.assay.model.script.LlamaArchive;
import io.assay.protocol.hparams.LlamaShape;
import io.assay.protocol.hparams.ParameterShape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** A loaded model's own parameters in canonical order. They are changed in place and never replaced. */
final class Parameters implements ParameterValues {
    private static final NDIndex ALL = new NDIndex(":");

    private final NDManager manager;
    private final List<ParameterShape> shapes;
    private final List<NDArray> arrays;

    private Parameters(NDManager manager, List<ParameterShape> shapes, List<NDArray> arrays) {
        this.manager = manager;
        this.shapes = shapes;
        this.arrays = arrays;
    }

    static Parameters of(LlamaShape shape, Model model) {
        var byAttribute = new HashMap<String, NDArray>();
        for (var parameter : model.getBlock().getParameters().values()) {
            var array = parameter.getArray();
            // DJL marks them for its own trainer; the script differentiates leaves of its own.
            array.setRequiresGradient(false);
            byAttribute.put(parameter.getName(), array);
        }
        var shapes = shape.parameters();
        var arrays = shapes.stream()
                .map(LlamaArchive::attribute)
                .map(attribute -> Objects.requireNonNull(byAttribute.get(attribute), attribute))
                .toList();
        return new Parameters(model.getNDManager(), shapes, arrays);
    }

    @Override
    public List<ParameterShape> shapes() {
        return shapes;
    }

    @Override
    public float[] read(int index) {
        return arrays.get(index).toFloatArray();
    }

    @Override
    public void write(int index, float[] values) {
        inPlace(call -> {
            var array = arrays.get(index);
            array.set(ALL, call.create(values, array.getShape()));
        });
    }

    /** θ ← θ·keep − signs·rate. */
    void move(int index, float[] signs, float keep, float rate) {
        inPlace(call -> {
            var array = arrays.get(index);
            array.muli(keep);
            array.subi(call.create(signs, array.getShape()).muli(rate));
        });
    }

    private void inPlace(Consumer<NDManager> change) {
        TorchEngine.unrecorded(() -> {
            try (var call = manager.newSubManager()) {
                change.accept(call);
            }
            return this;
        });
    }

    float[] at(long[] positions) {
        var values = new float[positions.length];
        var start = 0L;
        var found = 0;
        for (var i = 0; i < arrays.size(); i++) {
            found += gather(i, start, positions, values);
            start += shapes.get(i).size();
        }
        if (found < positions.length) {
            throw new IndexOutOfBoundsException(
                    "positions are " + Arrays.stream(positions).summaryStatistics() + ", allowed: 0.." + (start - 1));
        }
        return values;
    }

    String digest() {
        var sha256 = Sha256.create();
        for (var array : arrays) {
            sha256.update(array.toByteBuffer());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** A copy of all values that can be put back. */
    Snapshot snapshot() {
        var copies = manager.newSubManager();
        return new Snapshot(
                copies, arrays.stream().map(array -> copy(array, copies)).toList());
    }

    private static NDArray copy(NDArray array, NDManager owner) {
        var copy = array.duplicate();
        copy.attach(owner);
        return copy;
    }

    private int gather(int index, long start, long[] positions, float[] values) {
        var size = shapes.get(index).size();
        var inside = new int[positions.length];
        var count = 0;
        for (var i = 0; i < positions.length; i++) {
            if (positions[i] >= start && positions[i] < start + size) {
                inside[count++] = i;
            }
        }
        if (count > 0) {
            take(index, start, positions, Arrays.copyOf(inside, count), values);
        }
        return count;
    }

    private void take(int index, long start, long[] positions, int[] inside, float[] values) {
        try (var call = manager.newSubManager()) {
            var offsets =
                    Arrays.stream(inside).mapToLong(i -> positions[i] - start).toArray();
            var taken = arrays.get(index).take(call, call.create(offsets)).toFloatArray();
            for (var i = 0; i < inside.length; i++) {
                values[inside[i]] = taken[i];
            }
        }
    }

    /** Values as they were. */
    final class Snapshot {
        private final NDManager owner;
        private final List<NDArray> copies;

        private Snapshot(NDManager owner, List<NDArray> copies) {
            this.owner = owner;
            this.copies = copies;
        }

        /** Puts them back, bit for bit, and frees the copy. */
        void restore() {
            inPlace(_ -> {
                for (var i = 0; i < copies.size(); i++) {
                    arrays.get(i).set(ALL, copies.get(i));
                }
            });
            owner.close();
        }
    }
}
