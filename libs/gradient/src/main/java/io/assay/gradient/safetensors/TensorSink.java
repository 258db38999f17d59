package io.assay.gradient.safetensors;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Takes one tensor's content, little-endian. Buffers a few kilobytes only, so that a tensor can be larger than memory. */
public final class TensorSink {
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private final OutputStream out;
    private long written;

    TensorSink(OutputStream out) {
        this.out = out;
    }

    /** Appends all of {@code values} as F32. */
    public void floats(float[] values) throws IOException {
        floats(values, 0, values.length);
    }

    /** Appends {@code values[from..to)} as F32. */
    public void floats(float[] values, int from, int to) throws IOException {
        for (var at = from; at < to; ) {
            var count = Math.min(to - at, buffer.capacity() / Float.BYTES);
            buffer.asFloatBuffer().put(values, at, count);
            flush(count * Float.BYTES);
            at += count;
        }
    }

    /** Appends all of {@code values} as two bytes each: U16, I16, or the bits of F16 and BF16. */
    public void shorts(short[] values) throws IOException {
        for (var at = 0; at < values.length; ) {
            var count = Math.min(values.length - at, buffer.capacity() / Short.BYTES);
            buffer.asShortBuffer().put(values, at, count);
            flush(count * Short.BYTES);
            at += count;
        }
    }

    long written() {
        return written;
    }

    private void flush(int bytes) throws IOException {
        out.write(buffer.array(), 0, bytes);
        written += bytes;
    }
}
