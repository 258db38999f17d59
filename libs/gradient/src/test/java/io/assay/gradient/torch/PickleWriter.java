package io.assay.gradient.torch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes opcodes; what they make is up to the test. */
public final class PickleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A pickle of protocol 2. */
    public static PickleWriter begin() {
        return new PickleWriter().op(0x80, 2);
    }

    /** Opcodes and their arguments of one byte. */
    public PickleWriter op(int... bytes) {
        for (var value : bytes) {
            out.write(value);
        }
        return this;
    }

    /** Opcodes that are characters. */
    public PickleWriter ops(String opcodes) {
        out.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    public PickleWriter text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        op('X');
        i32(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    public PickleWriter whole(int value) {
        op('J');
        return i32(value);
    }

    public PickleWriter real(double value) {
        op('G');
        out.writeBytes(ByteBuffer.allocate(8).putDouble(value).array());
        return this;
    }

    public PickleWriter global(String module, String name) {
        return ops("c" + module + "\n" + name + "\n");
    }

    /** A tuple of whole numbers. */
    public PickleWriter wholes(long... values) {
        ops("(");
        for (var value : values) {
            op(0x8a, 8);
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
        }
        return ops("t");
    }

    /** A tensor whose elements are the record of that key. */
    public PickleWriter tensor(String type, String key, long elements, long offset, long[] shape, long[] strides) {
        global("torch._utils", "_rebuild_tensor_v2").ops("(");
        ops("(").text("storage").global("torch", type).text(key).text("cpu");
        op(0x8a, 8);
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(elements)
                .array());
        ops("tQ");
        op(0x8a, 8);
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(offset)
                .array());
        wholes(shape).wholes(strides).op(0x89).global("collections", "OrderedDict");
        return ops(")RtR");
    }

    /** The bytes, with STOP at their end. */
    public byte[] end() {
        return ops(".").bytes();
    }

    /** The bytes as they are. */
    public byte[] bytes() {
        return out.toByteArray();
    }

    private PickleWriter i32(int value) {
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
        return this;
    }
}
