package io.assay.inspect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files as {@code torch.save} does, of whatever opcodes a test wants. */
public final class TorchWriter {
    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private final Map<String, byte[]> records = new LinkedHashMap<>();

    /** A pickle of protocol 2 whose value is the dictionary that what follows fills. */
    public TorchWriter() {
        ops("\u0080\u0002}(");
    }

    /** Opcodes and arguments, a character a byte. */
    public TorchWriter ops(String opcodes) {
        pickle.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    public TorchWriter text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        ops("X");
        pickle.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .array());
        pickle.writeBytes(bytes);
        return this;
    }

    public TorchWriter whole(long value) {
        ops("\u008a\u0008");
        pickle.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
        return this;
    }

    /** A tensor of one chunk, the whole of a storage. */
    public TorchWriter tensor(String type, String key, long elements, long... shape) {
        ops("ctorch._utils\n_rebuild_tensor_v2\n((");
        text("storage").ops("ctorch\n" + type + "\n").text(key).text("cpu").whole(elements);
        ops("tQ").whole(0).ops("(");
        for (var axis : shape) {
            whole(axis);
        }
        ops("t(");
        for (var axis = 1; axis <= shape.length; axis++) {
            var stride = 1L;
            for (var inner = axis; inner < shape.length; inner++) {
                stride *= shape[inner];
            }
            whole(stride);
        }
        return ops("t\u0089ccollections\nOrderedDict\n)RtR");
    }

    /** A storage's elements. */
    public TorchWriter record(String key, byte[] content) {
        records.put("data/" + key, content);
        return this;
    }

    /** The file; the dictionary ends here. */
    public byte[] bytes() {
        ops("u.");
        records.put("data.pkl", pickle.toByteArray());
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var entry : records.entrySet()) {
                write(zip, "archive/" + entry.getKey(), entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }
}
