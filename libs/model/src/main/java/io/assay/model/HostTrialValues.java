package io.assay.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.assay.gradient.PackedSigns;
import io.assay.gradient.SignStep;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trial values in this machine's memory, written there straight from the packed signs. */
final class HostTrialValues implements TrialValues {
    private final NDManager manager;
    private final Parameters parameters;
    private final Precision precision;
    private final NDList arrays = new NDList();
    private final List<MemorySegment> memory;

    HostTrialValues(Decoder decoder, Precision precision) {
        this.manager = decoder.manager().newSubManager();
        this.parameters = decoder.parameters();
        this.precision = precision;
        for (var i = 0; i < parameters.shapes().size(); i++) {
            arrays.add(room(decoder, i));
        }
        this.memory = arrays.stream().map(HostTrialValues::memory).toList();
    }

    private NDArray room(Decoder decoder, int index) {
        var parameter = parameters.array(index);
        var array = parameters.rounded(index, precision)
                ? decoder.rounded(manager, parameter)
                : manager.create(parameter.getShape());
        array.setName(Decoder.VALUES);
        return array;
    }

    /** The memory an array of this machine lies in, as long as the array is open. */
    static MemorySegment memory(NDArray array) {
        return MemorySegment.ofBuffer(array.toByteBuffer(true));
    }

    @Override
    public void write(@Nullable PackedSigns signs, float rate) {
        var step = new SignStep(signs, rate);
        for (var i = 0; i < memory.size(); i++) {
            var values = parameters.memory(i);
            if (parameters.rounded(i, precision)) {
                step.writeRounded(values, parameters.offset(i), memory.get(i));
            } else {
                step.write(values, parameters.offset(i), memory.get(i));
            }
        }
    }

    @Override
    public NDList arrays() {
        return arrays;
    }

    @Override
    public void close() {
        manager.close();
    }
}
