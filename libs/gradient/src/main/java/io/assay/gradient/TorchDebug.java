package io.assay.gradient;

import io.assay.gradient.torch.MalformedTorchException;
import io.assay.gradient.torch.PickleValue;
import io.assay.gradient.torch.TorchFile;
import io.assay.protocol.event.RejectReason;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The debug object of a Templar 0.2.80 miner: {@code {"state_dict": {"{name}_debug": [floats]}, "global_step": n}}, a few
 * values of each of its parameters after an update. What else its state_dict has is passed over.
 */
public final class TorchDebug {
    private static final String SUFFIX = "_debug";
    private static final int MAX_VALUES = 64;

    private TorchDebug() {}

    /** What came of reading one. */
    public sealed interface Reading {
        /**
         * It was read.
         *
         * @param values by parameter, in the model's order; a parameter that is absent has none. They may be NaN or
         *     infinite: that counts as out of sync and is no fault of the file
         */
        record Accepted(Map<String, float[]> values, long globalStep) implements Reading {}

        /**
         * It was refused.
         *
         * @param detail a sentence that the miner can act on, at most 1,000 characters
         */
        record Refused(RejectReason reason, String detail) implements Reading {}
    }

    /** Reads a file that is in memory. */
    public static Reading read(MemorySegment file, GradientLayout layout) {
        try {
            if (file.byteSize() > layout.maxFileBytes()) {
                throw new RefusedException(
                        RejectReason.TOO_LARGE,
                        "the file has " + file.byteSize() + " bytes, allowed: " + layout.maxFileBytes());
            }
            var torch = TorchFile.of(file, layout.maxTorchRecords(), layout.maxPickleBytes());
            var root = TorchEntries.of(torch.root(), "what was saved");
            return new Reading.Accepted(
                    values(root.dictionary("state_dict").entries(), layout), root.count("global_step"));
        } catch (MalformedTorchException e) {
            return refused(TorchFaults.refused(e));
        } catch (RefusedException e) {
            return refused(e);
        }
    }

    private static Map<String, float[]> values(Map<String, PickleValue> state, GradientLayout layout)
            throws RefusedException {
        var values = new LinkedHashMap<String, float[]>();
        for (var parameter : layout.parameters()) {
            var list = state.get(parameter.name() + SUFFIX);
            if (list != null) {
                values.put(parameter.name(), floats(parameter.name() + SUFFIX, list));
            }
        }
        return values;
    }

    private static float[] floats(String name, PickleValue value) throws RefusedException {
        if (!(value instanceof PickleValue.Items list)
                || list.items().isEmpty()
                || list.items().size() > MAX_VALUES) {
            throw TorchEntries.wrong(name, value, "a list of 1.." + MAX_VALUES + " numbers");
        }
        var floats = new float[list.items().size()];
        for (var i = 0; i < floats.length; i++) {
            if (!(list.items().get(i) instanceof PickleValue.Real(var real))) {
                throw TorchEntries.wrong(name + "[" + i + "]", list.items().get(i), "a number");
            }
            floats[i] = (float) real;
        }
        return floats;
    }

    private static Reading refused(RefusedException refusal) {
        var reading = refusal.reading();
        return new Reading.Refused(reading.reason(), reading.detail());
    }
}
