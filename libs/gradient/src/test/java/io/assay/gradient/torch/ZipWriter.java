package io.assay.gradient.torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Writes stored zips; fields are then overwritten to break them. */
public final class ZipWriter {
    private static final int LOCAL_BYTES = 30;
    private static final int ENTRY_BYTES = 46;
    private static final int END_BYTES = 22;

    private final List<String> names = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();

    /** Adds a record. */
    public ZipWriter add(String name, byte[] content) {
        names.add(name);
        contents.add(content);
        return this;
    }

    /** The archive. */
    public byte[] bytes() {
        var zip = ByteBuffer.allocate(size()).order(ByteOrder.LITTLE_ENDIAN);
        var offsets = new int[names.size()];
        for (var i = 0; i < offsets.length; i++) {
            offsets[i] = zip.position();
            zip.putInt(0x04034b50).putShort((short) 20);
            common(zip, i).put(name(i)).put(contents.get(i));
        }
        var directory = zip.position();
        for (var i = 0; i < offsets.length; i++) {
            zip.putInt(0x02014b50).putShort((short) 20).putShort((short) 20);
            common(zip, i).putShort((short) 0).putInt(0).putInt(0).putInt(offsets[i]);
            zip.put(name(i));
        }
        var size = zip.position() - directory;
        zip.putInt(0x06054b50).putInt(0).putShort((short) offsets.length).putShort((short) offsets.length);
        return zip.putInt(size).putInt(directory).putShort((short) 0).array();
    }

    private ByteBuffer common(ByteBuffer zip, int i) {
        var crc = new CRC32();
        crc.update(contents.get(i));
        var size = contents.get(i).length;
        zip.putShort((short) 0).putShort((short) 0).putInt(0).putInt((int) crc.getValue());
        return zip.putInt(size).putInt(size).putShort((short) name(i).length).putShort((short) 0);
    }

    private byte[] name(int i) {
        return names.get(i).getBytes(StandardCharsets.UTF_8);
    }

    private int size() {
        var size = END_BYTES;
        for (var i = 0; i < names.size(); i++) {
            size += LOCAL_BYTES + ENTRY_BYTES + 2 * name(i).length + contents.get(i).length;
        }
        return size;
    }
}
