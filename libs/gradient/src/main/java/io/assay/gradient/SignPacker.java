package io.assay.gradient;

import io.assay.gradient.StripDecoder.Contribution;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Decodes parameters straight to signs: memory is a bit a parameter. The strips of a parameter may be decoded on several
 * threads, the common pool's; what comes out does not depend on it.
 */
final class SignPacker {
    // Below it, handing over to other threads takes longer than they save.
    private static final int SMALL = 1 << 18;

    private final DctKernel kernel;
    private final boolean parallel;
    private final Queue<StripDecoder> idle = new ConcurrentLinkedQueue<>();
    private final long[] bits;
    private final long size;

    SignPacker(DctKernel kernel, GradientLayout layout, boolean parallel) {
        this.kernel = kernel;
        this.parallel = parallel;
        size = layout.parameterCount();
        bits = new long[Bits.words(size)];
    }

    void pack(ParameterLayout layout, List<Contribution> contributions) {
        var strips = IntStream.range(0, layout.strips()).mapToObj(i -> strip(layout, contributions, i));
        var decoded = parallel && layout.size() >= SMALL ? strips.parallel() : strips;
        // Strips meet in the middle of a word: one after another, in their order.
        decoded.forEachOrdered(strip -> Bits.put(
                strip.bits(), 0, layout.stripSize(), bits, layout.offset() + (long) strip.at() * layout.stripSize()));
    }

    private record Strip(int at, long[] bits) {}

    private Strip strip(ParameterLayout layout, List<Contribution> contributions, int at) {
        var mine = idle.poll();
        var decoder = mine == null ? new StripDecoder(kernel) : mine;
        var signs = new long[Bits.words(layout.stripSize())];
        decoder.signs(layout, contributions, at, signs);
        idle.add(decoder);
        return new Strip(at, signs);
    }

    PackedSigns packed() {
        var bytes = ByteBuffer.allocate(Math.multiplyExact(Long.BYTES, bits.length));
        bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(bits);
        var count = Math.toIntExact(PackedSigns.byteCount(size));
        return new PackedSigns(count == bytes.capacity() ? bytes.array() : Arrays.copyOf(bytes.array(), count), size);
    }
}
