package io.assay.model;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.assay.gradient.PackedSigns;
import io.assay.model.script.LlamaArchive;
import io.assay.protocol.hparams.LlamaShape;
import io.assay.protocol.hparams.ParameterShape;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** A loaded model's own parameters in canonical order. They are changed in place and never replaced. */
final class Parameters implements ParameterValues, PassValues {
    private static final NDIndex ALL = new NDIndex(":");

    private final NDManager manager;
    private final List<ParameterShape> shapes;
    private final List<NDArray> arrays;
    private final long[] offsets;

    private Parameters(NDManager manager, List<ParameterShape> shapes, List<NDArray> arrays) {
        this.manager = manager;
        this.shapes = shapes;
        this.arrays = arrays;
        this.offsets = new long[shapes.size()];
        for (var i = 1; i < offsets.length; i++) {
            offsets[i] = offsets[i - 1] + shapes.get(i - 1).size();
        }
    }

    static Parameters of(LlamaShape shape, Model model) {
        var byAttribute = new HashMap<String, NDArray>();
        for (var parameter : model.getBlock().getParameters().values()) {
            var array = parameter.getArray();
            // DJL marks them for its own trainer; the script differentiates leaves of its own.
            array.setRequiresGradient(false);
            byAttribute.put(parameter.getName(), array);
            array.setName(Decoder.VALUES);
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

    NDArray array(int index) {
        return arrays.get(index);
    }

    @Override
    public NDList arrays() {
        return new NDList(arrays);
    }

    /** Where a parameter begins in the vector of all. */
    long offset(int index) {
        return offsets[index];
    }

    /** Whether a forward pass of this precision reads a parameter rounded to bfloat16: matrices that something is multiplied by. */
    boolean rounded(int index, Precision precision) {
        return precision == Precision.BF16 && index > 0 && !shapes.get(index).isVector();
    }

    /** Whether all lie in this machine's memory, each in a piece that Java can see. */
    boolean onHost() {
        return arrays.stream()
                .allMatch(array ->
                        array.getDevice().equals(Device.cpu()) && array.size() <= Integer.MAX_VALUE / Float.BYTES);
    }

    /** The memory of one of them; a copy of it unless {@link #onHost}. */
    MemorySegment memory(int index) {
        return HostTrialValues.memory(arrays.get(index));
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

    void move(SignMove move) {
        for (var i = 0; i < arrays.size(); i++) {
            if (onHost()) {
                move.move(memory(i), offsets[i]);
            } else {
                moveAway(i, move);
            }
        }
    }

    private void moveAway(int index, SignMove move) {
        inPlace(call -> {
            var array = arrays.get(index);
            array.muli(move.keep());
            array.subi(signs(call, index, move.signs()).muli(move.rate()));
        });
    }

    /** One parameter's signs as +1 and −1, on its device. */
    NDArray signs(NDManager call, int index, PackedSigns signs) {
        var values = new float[Math.toIntExact(shapes.get(index).size())];
        signs.write(offsets[index], values);
        return call.create(values, arrays.get(index).getShape());
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
            sha256.update(array.toByteBuffer(true));
        }
        return HexFormat.of().formatHex(sha256.digest());
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
}
