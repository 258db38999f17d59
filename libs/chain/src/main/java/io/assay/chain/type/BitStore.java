package io.assay.chain.type;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.scale.ScaleWriter;
import io.assay.chain.type.TypeShape.BitSequence;
import java.util.List;
import java.util.stream.IntStream;

/** Where the bits of a bit sequence lie: in stores of some width, each from its lowest or from its highest bit on. */
final class BitStore {
    private final int width;
    private final boolean lowestFirst;

    BitStore(TypeRegistry types, BitSequence shape) {
        // The registry has checked that it is one.
        this.width = 8 * ((Primitive) types.core(shape.store())).width();
        this.lowestFirst = types.type(shape.order()).name().equals("Lsb0");
    }

    ScaleValue.Bits read(ScaleReader in) {
        var start = in.offset();
        var count = in.compactU32();
        var bytes = in.fixed((int) Math.min(bytes(count), Integer.MAX_VALUE));
        if (IntStream.range((int) count, bytes.length * 8).anyMatch(i -> isSet(bytes, i))) {
            throw new MalformedScaleException(start, count + " bits", "another one set behind them");
        }
        return new ScaleValue.Bits(
                IntStream.range(0, (int) count).mapToObj(i -> isSet(bytes, i)).toList());
    }

    void write(List<Boolean> bits, ScaleWriter out) {
        var bytes = new byte[(int) bytes(bits.size())];
        for (var i = 0; i < bits.size(); i++) {
            bytes[place(i) / 8] |= (byte) (bits.get(i) ? 1 << place(i) % 8 : 0);
        }
        out.compact(bits.size()).fixed(bytes);
    }

    private long bytes(long count) {
        return (count + width - 1) / width * (width / 8);
    }

    private boolean isSet(byte[] bytes, int bit) {
        return (bytes[place(bit) / 8] >> place(bit) % 8 & 1) == 1;
    }

    /** The place of a bit among all bits, counted from the lowest one of the first byte: stores are little endian. */
    private int place(int bit) {
        var within = bit % width;
        return bit - within + (lowestFirst ? within : width - 1 - within);
    }
}
