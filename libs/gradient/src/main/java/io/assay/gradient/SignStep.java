package io.assay.gradient;

import java.lang.foreign.MemorySegment;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A step against signs, on 32-bit floats in memory: in blocks, on this thread and those of the common pool. Each value has
 * one rounded product, where there is one, and one rounded difference, whatever computes it.
 */
public final class SignStep {
    private static final int BLOCK = 1 << 16;

    private final StepKernel kernel;
    private final @Nullable PackedSigns signs;
    private final float rate;

    /**
     * A step.
     *
     * @param signs of all parameters; without them nothing is moved
     * @param rate how far each value moves against its sign
     */
    public SignStep(@Nullable PackedSigns signs, float rate) {
        this(StepKernel.fastest(), signs, rate);
    }

    SignStep(StepKernel kernel, @Nullable PackedSigns signs, float rate) {
        this.kernel = kernel;
        this.signs = signs;
        this.rate = signs == null ? 0 : rate;
    }

    /**
     * values ← values · keep − sign · rate.
     *
     * @param values consecutive floats in this machine's byte order
     * @param offset of the first value in the vector of all parameters
     */
    public void move(MemorySegment values, long offset, float keep) {
        blocks(values, (at, count) -> kernel.move(values, at, count, word(offset + at), rate, keep));
    }

    /**
     * out ← values − sign · rate.
     *
     * @param out as many floats; not an overlapping piece of {@code values}
     */
    public void write(MemorySegment values, long offset, MemorySegment out) {
        blocks(values, (at, count) -> kernel.write(values, at, count, word(offset + at), rate, out));
    }

    /**
     * The same, each result rounded to bfloat16, ties to even.
     *
     * @param out as many 16-bit values in this machine's byte order
     */
    public void writeRounded(MemorySegment values, long offset, MemorySegment out) {
        blocks(values, (at, count) -> kernel.writeRounded(values, at, count, word(offset + at), rate, out));
    }

    private long word(long index) {
        return signs == null ? 0 : signs.word(index);
    }

    private static void blocks(MemorySegment values, Piece piece) {
        var count = values.byteSize() / Float.BYTES;
        var starts = LongStream.range(0, Math.ceilDiv(count, BLOCK)).map(n -> n * BLOCK);
        (count > BLOCK ? starts.parallel() : starts).forEach(start -> {
            var end = Math.min(count, start + BLOCK);
            for (var at = start; at < end; at += Long.SIZE) {
                piece.take(at, (int) Math.min(Long.SIZE, end - at));
            }
        });
    }

    private interface Piece {
        void take(long at, int count);
    }
}
