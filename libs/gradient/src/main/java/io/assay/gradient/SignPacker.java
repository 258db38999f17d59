package io.assay.gradient;

import io.assay.gradient.StripDecoder.Contribution;
import java.util.List;

/** Decodes parameters and keeps their signs only: memory is a bit a parameter and one strip of floats. */
final class SignPacker {
    private final StripDecoder decoder = new StripDecoder();
    private final byte[] bits;
    private final long size;
    private final float[] strip;

    SignPacker(GradientLayout layout) {
        size = layout.parameterCount();
        bits = new byte[Math.toIntExact(PackedSigns.byteCount(size))];
        strip = new float
                [layout.parameters().stream()
                        .mapToInt(ParameterLayout::stripSize)
                        .max()
                        .orElse(0)];
    }

    void pack(ParameterLayout layout, List<Contribution> contributions) {
        for (var i = 0; i < layout.strips(); i++) {
            decoder.decode(layout, contributions, i, strip, 0);
            pack(layout.offset() + (long) i * layout.stripSize(), layout.stripSize());
        }
    }

    PackedSigns packed() {
        return new PackedSigns(bits, size);
    }

    private void pack(long offset, int count) {
        for (var i = 0; i < count; i++) {
            var index = offset + i;
            var bit = strip[i] > 0 ? 1 : 0;
            bits[(int) (index >>> 3)] |= (byte) (bit << (index & 7));
        }
    }
}
