package io.assay.gradient;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The Vector API, for whole words; what is left of the last word is {@link PlainSteps}'. */
final class VectorSteps implements StepKernel {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(FLOATS.length() * Short.SIZE));
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int WIDTH = FLOATS.length();
    private static final int NOT_A_NUMBER = 0x7fc0;

    private final StepKernel rest = new PlainSteps();

    @Override
    public void move(MemorySegment values, long at, int count, long signs, float rate, float keep) {
        if (count < Long.SIZE) {
            rest.move(values, at, count, signs, rate, keep);
            return;
        }
        for (var i = 0; i < Long.SIZE; i += WIDTH) {
            var place = (at + i) * Float.BYTES;
            step(load(values, place).mul(keep), signs >>> i, rate).intoMemorySegment(values, place, ORDER);
        }
    }

    @Override
    public void write(MemorySegment values, long at, int count, long signs, float rate, MemorySegment out) {
        if (count < Long.SIZE) {
            rest.write(values, at, count, signs, rate, out);
            return;
        }
        for (var i = 0; i < Long.SIZE; i += WIDTH) {
            var place = (at + i) * Float.BYTES;
            step(load(values, place), signs >>> i, rate).intoMemorySegment(out, place, ORDER);
        }
    }

    @Override
    public void writeRounded(MemorySegment values, long at, int count, long signs, float rate, MemorySegment out) {
        if (count < Long.SIZE) {
            rest.writeRounded(values, at, count, signs, rate, out);
            return;
        }
        for (var i = 0; i < Long.SIZE; i += WIDTH) {
            var moved = step(load(values, (at + i) * Float.BYTES), signs >>> i, rate);
            rounded(moved).intoMemorySegment(out, (at + i) * Short.BYTES, ORDER);
        }
    }

    private static FloatVector load(MemorySegment values, long place) {
        return FloatVector.fromMemorySegment(FLOATS, values, place, ORDER);
    }

    private static FloatVector step(FloatVector values, long signs, float rate) {
        return values.sub(FloatVector.broadcast(FLOATS, -rate).blend(rate, VectorMask.fromLong(FLOATS, signs)));
    }

    private static ShortVector rounded(FloatVector values) {
        var bits = values.reinterpretAsInts();
        var odd = bits.lanewise(VectorOperators.LSHR, 16).and(1);
        IntVector upper = bits.add(0x7fff).add(odd).lanewise(VectorOperators.LSHR, 16);
        var halves =
                upper.blend(NOT_A_NUMBER, values.test(VectorOperators.IS_NAN).cast(upper.species()));
        return (ShortVector) halves.convertShape(VectorOperators.I2S, SHORTS, 0);
    }
}
