package io.assay.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.assay.gradient.PackedSigns;
import org.jspecify.annotations.Nullable;

/** Trial values in a device's own memory, computed there. */
final class DeviceTrialValues implements TrialValues {
    private final NDManager manager;
    private final Parameters parameters;
    private final Decoder decoder;
    private final Precision precision;
    private final NDList arrays = new NDList();

    DeviceTrialValues(Decoder decoder, Precision precision) {
        this.manager = decoder.manager().newSubManager();
        this.decoder = decoder;
        this.parameters = decoder.parameters();
        this.precision = precision;
    }

    @Override
    public void write(@Nullable PackedSigns signs, float rate) {
        arrays.close();
        arrays.clear();
        TorchEngine.unrecorded(() -> {
            for (var i = 0; i < parameters.shapes().size(); i++) {
                arrays.add(written(i, signs, rate));
            }
            return arrays;
        });
    }

    private NDArray written(int index, @Nullable PackedSigns signs, float rate) {
        try (var call = manager.newSubManager()) {
            var values = parameters.array(index);
            var moved = signs == null
                    ? values.duplicate()
                    : values.sub(parameters.signs(call, index, signs).muli(rate));
            moved.attach(call);
            moved.setName(Decoder.VALUES);
            var array = parameters.rounded(index, precision) ? decoder.rounded(call, moved) : moved;
            array.attach(manager);
            array.setName(Decoder.VALUES);
            return array;
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
