package io.assay.model.script;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A module's state as a pickle of protocol 2: an object with a tensor for each attribute and a flag {@code training}.
 * Tensors are contiguous and of 32-bit floats; the n-th one's values are in the archive's {@code data/n}.
 */
final class ModulePickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int storages;

    /** Begins an object of a class of {@code __torch__}. */
    ModulePickle(String className) {
        bytes(0x80, 2);
        global("__torch__", className);
        ascii(")\u0081}(");
    }

    /** The pickle of an empty tuple, which stands for a module without constants. */
    static byte[] emptyTuple() {
        return new byte[] {(byte) 0x80, 2, ')', '.'};
    }

    ModulePickle tensor(String name, int... shape) {
        text(name);
        global("torch._utils", "_rebuild_tensor_v2");
        ascii("((");
        text("storage");
        global("torch", "FloatStorage");
        text(Integer.toString(storages++));
        text("cpu");
        integer(product(shape));
        ascii("tQ");
        integer(0);
        tuple(shape);
        tuple(strides(shape));
        ascii("\u0089");
        global("collections", "OrderedDict");
        ascii(")RtR");
        return this;
    }

    ModulePickle flag(String name, boolean value) {
        text(name);
        ascii(value ? "\u0088" : "\u0089");
        return this;
    }

    byte[] end() {
        ascii("ub.");
        return out.toByteArray();
    }

    private static int[] strides(int... shape) {
        var strides = new int[shape.length];
        var stride = 1;
        for (var axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return strides;
    }

    private static int product(int... shape) {
        var product = 1;
        for (var length : shape) {
            product = Math.multiplyExact(product, length);
        }
        return product;
    }

    private void tuple(int... values) {
        ascii("(");
        for (var value : values) {
            integer(value);
        }
        ascii("t");
    }

    private void integer(int value) {
        ascii("J");
        little(value);
    }

    private void text(String value) {
        var utf8 = value.getBytes(StandardCharsets.UTF_8);
        ascii("X");
        little(utf8.length);
        out.writeBytes(utf8);
    }

    private void global(String module, String name) {
        ascii("c" + module + "\n" + name + "\n");
    }

    private void little(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private void ascii(String opcodes) {
        out.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void bytes(int... values) {
        for (var value : values) {
            out.write(value);
        }
    }
}
