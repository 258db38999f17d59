package io.assay.model.script;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip file of uncompressed entries under one folder, the same bytes for the same content at any time. */
final class StoredZip implements AutoCloseable {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int FLOATS_AT_ONCE = 1 << 14;

    private final ZipOutputStream zip;
    private final String folder;

    StoredZip(OutputStream out, String folder) {
        zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        this.folder = folder;
    }

    void entry(String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        begin(name, content.length, crc.getValue());
        zip.write(content);
        zip.closeEntry();
    }

    /** Little-endian floats. */
    void entry(String name, float[] values) throws IOException {
        var crc = new CRC32();
        blocks(values, (block, size) -> crc.update(block, 0, size));
        begin(name, (long) values.length * Float.BYTES, crc.getValue());
        blocks(values, (block, size) -> zip.write(block, 0, size));
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void begin(String name, long size, long crc) throws IOException {
        var entry = new ZipEntry(folder + "/" + name);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(crc);
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
    }

    private static void blocks(float[] values, Sink sink) throws IOException {
        var block = new byte[FLOATS_AT_ONCE * Float.BYTES];
        var floats = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (var from = 0; from < values.length; from += FLOATS_AT_ONCE) {
            var count = Math.min(FLOATS_AT_ONCE, values.length - from);
            floats.clear().put(values, from, count);
            sink.take(block, count * Float.BYTES);
        }
    }

    private interface Sink {
        void take(byte[] block, int size) throws IOException;
    }
}
