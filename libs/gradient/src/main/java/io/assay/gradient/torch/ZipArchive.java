package io.assay.gradient.torch;

import io.assay.gradient.safetensors.Shown;
import io.assay.gradient.torch.MalformedTorchException.Fault;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The stored records of a zip under its one root folder. Nothing is inflated and nothing is written; a record's checksum
 * is taken once and compared whenever its content is asked for.
 */
final class ZipArchive {
    // Beyond it the checksum is fed in parts: a buffer's length is an int.
    private static final long PART = 1 << 30;

    private final MemorySegment file;
    private final Map<String, ZipRecord> records;
    private final Map<String, Integer> checksums = new HashMap<>();

    private ZipArchive(MemorySegment file, Map<String, ZipRecord> records) {
        this.file = file;
        this.records = records;
    }

    /**
     * Reads the directory.
     *
     * @param maxRecords most records allowed
     * @throws MalformedTorchException if directory, headers and content do not fit one another
     */
    static ZipArchive of(MemorySegment file, int maxRecords) throws MalformedTorchException {
        var records = new HashMap<String, ZipRecord>();
        for (var entry : ZipDirectory.read(file, maxRecords)) {
            if (records.put(entry.name(), entry) != null) {
                throw new MalformedTorchException(
                        Fault.ARCHIVE, "the archive has the record " + Shown.text(entry.name()) + " twice");
            }
        }
        return new ZipArchive(file, records);
    }

    boolean has(String name) {
        return records.containsKey(name);
    }

    /**
     * A record's content, in place.
     *
     * @throws MalformedTorchException if there is no such record or its checksum is wrong
     */
    MemorySegment content(String name) throws MalformedTorchException {
        var entry = records.get(name);
        if (entry == null) {
            throw new MalformedTorchException(Fault.ARCHIVE, "the archive has no record " + Shown.text(name));
        }
        var content = file.asSlice(entry.begin(), entry.size());
        requireChecksum(entry, checksums.computeIfAbsent(name, _ -> checksum(content)));
        return content;
    }

    private static void requireChecksum(ZipRecord entry, int found) throws MalformedTorchException {
        if (found != entry.crc()) {
            throw new MalformedTorchException(
                    Fault.CRC,
                    "the record " + Shown.text(entry.name()) + " has the CRC-32 " + hex(found) + ", its directory says "
                            + hex(entry.crc()) + ": the file was damaged, upload it again");
        }
    }

    private static int checksum(MemorySegment content) {
        var crc = new CRC32();
        for (var from = 0L; from < content.byteSize(); from += PART) {
            crc.update(content.asSlice(from, Math.min(PART, content.byteSize() - from))
                    .asByteBuffer());
        }
        return (int) crc.getValue();
    }

    private static String hex(int crc) {
        return "%08x".formatted(crc);
    }
}
