package io.assay.gradient.torch;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.assay.gradient.safetensors.Shown;
import io.assay.gradient.torch.MalformedTorchException.Fault;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The central directory of a zip (PKWARE's APPNOTE.TXT 6.3), each entry compared with the header before its content.
 * What {@code torch.save} never writes is refused: comments, several disks, compression, encryption, sizes of 4 GiB.
 */
final class ZipDirectory {
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);

    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    // Torch writes the 64-bit end and its locator always, the fields of 32 bits beside them hold all the same.
    private static final int END_64_SIGNATURE = 0x06064b50;
    private static final int END_64_BYTES = 56 + 20;
    private static final int FLAG_DESCRIPTOR = 1 << 3;
    private static final int FLAG_UTF8 = 1 << 11;
    private static final int MAX_NAME = 512;

    private final MemorySegment file;
    private @Nullable String root;

    private ZipDirectory(MemorySegment file) {
        this.file = file;
    }

    static List<ZipRecord> read(MemorySegment file, int maxRecords) throws MalformedTorchException {
        if (file.byteSize() < LOCAL_BYTES || file.get(U32, 0) != LOCAL_SIGNATURE) {
            throw new MalformedTorchException(Fault.WRONG_MAGIC, "the file does not begin as a zip does");
        }
        var end = file.byteSize() - END_BYTES;
        if (file.get(U32, end) != END_SIGNATURE) {
            throw new MalformedTorchException(
                    Fault.TRUNCATED,
                    "the file does not end with a zip's directory: it was cut, or something follows it");
        }
        return new ZipDirectory(file).entries(end, maxRecords);
    }

    private List<ZipRecord> entries(long end, int maxRecords) throws MalformedTorchException {
        var count = u16(end + 10);
        var size = u32(end + 12);
        var offset = u32(end + 16);
        require(u32(end + 4) == 0 && u16(end + 8) == count, () -> "the archive spans several disks");
        require(
                count >= 1 && count <= maxRecords,
                () -> "the archive has " + count + " records, allowed: 1.." + maxRecords);
        requireDirectory(offset, size, end);
        var records = new ArrayList<ZipRecord>();
        var at = offset;
        for (var i = 0; i < count; i++) {
            require(
                    at + ENTRY_BYTES <= offset + size && u32(at) == ENTRY_SIGNATURE,
                    () -> "the directory ends too early");
            var next = at + ENTRY_BYTES + u16(at + 28) + u16(at + 30) + u16(at + 32);
            require(next <= offset + size, () -> "the directory ends too early");
            records.add(entry(at, offset));
            at = next;
        }
        require(at == offset + size, () -> "the directory has more than its entries");
        requireApart(records);
        return records;
    }

    private void requireDirectory(long offset, long size, long end) throws MalformedTorchException {
        var gap = end - offset - size;
        require(
                gap == 0 || (gap == END_64_BYTES && u32(offset + size) == END_64_SIGNATURE),
                () -> "the directory is not where the archive says: " + size + " bytes at " + offset + " of "
                        + file.byteSize());
    }

    private ZipRecord entry(long at, long directory) throws MalformedTorchException {
        var flags = u16(at + 8);
        var name = name(at + ENTRY_BYTES, u16(at + 28));
        if (u16(at + 10) != 0 || (flags & ~(FLAG_DESCRIPTOR | FLAG_UTF8)) != 0) {
            throw new MalformedTorchException(
                    Fault.COMPRESSED,
                    "the record " + Shown.text(name) + " is compressed or encrypted; store it as torch" + ".save does");
        }
        var size = u32(at + 24);
        require(u32(at + 20) == size, () -> "the record " + Shown.text(name) + " is stored, but has two sizes");
        var header = u32(at + 42);
        require(
                header + LOCAL_BYTES <= directory && u32(header) == LOCAL_SIGNATURE,
                () -> "the record " + Shown.text(name) + " has no header at " + header);
        var begin = header + LOCAL_BYTES + u16(header + 26) + u16(header + 28);
        require(begin + size <= directory, () -> "the record " + Shown.text(name) + " goes beyond the directory");
        requireSameHeader(at, header, name);
        return new ZipRecord(belowRoot(name), header, begin, begin + size, (int) u32(at + 16));
    }

    private void requireSameHeader(long entry, long header, String name) throws MalformedTorchException {
        var same = u16(header + 6) == u16(entry + 8)
                && u16(header + 8) == u16(entry + 10)
                && u16(header + 26) == u16(entry + 28)
                && name.equals(name(header + LOCAL_BYTES, u16(header + 26)));
        // With a descriptor behind the content, the header before it has no sizes yet.
        var sizes = (u16(entry + 8) & FLAG_DESCRIPTOR) != 0
                || file.asSlice(header + 14, 12).mismatch(file.asSlice(entry + 16, 12)) < 0;
        require(
                same && sizes,
                () -> "the record " + Shown.text(name) + " is another in its header than in the directory");
    }

    private String belowRoot(String name) throws MalformedTorchException {
        var slash = name.indexOf('/');
        var folder = slash < 0 ? "" : name.substring(0, slash);
        if (root == null) {
            root = folder;
        }
        require(
                !folder.isEmpty()
                        && !folder.equals(".")
                        && !folder.equals("..")
                        && folder.equals(root)
                        && slash + 1 < name.length(),
                () -> "the record " + Shown.text(name) + " is not in the archive's one folder");
        return name.substring(slash + 1);
    }

    private String name(long at, int length) throws MalformedTorchException {
        require(
                length >= 1 && length <= MAX_NAME,
                () -> "a record's name has " + length + " bytes, allowed: 1.." + MAX_NAME);
        require(at + length <= file.byteSize(), () -> "a record's name goes beyond the file");
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(file.asSlice(at, length).asByteBuffer())
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedTorchException(Fault.ARCHIVE, "a record's name is not UTF-8");
        }
    }

    private static void requireApart(List<ZipRecord> records) throws MalformedTorchException {
        var inOrder = records.stream()
                .sorted(Comparator.comparingLong(ZipRecord::header))
                .toList();
        for (var i = 1; i < inOrder.size(); i++) {
            var before = inOrder.get(i - 1);
            var after = inOrder.get(i);
            require(
                    before.end() <= after.header(),
                    () -> "the records " + Shown.text(before.name()) + " and " + Shown.text(after.name()) + " overlap");
        }
    }

    private int u16(long at) {
        return file.get(U16, at) & 0xFFFF;
    }

    private long u32(long at) {
        return file.get(U32, at) & 0xFFFF_FFFFL;
    }

    private static void require(boolean holds, Supplier<String> sentence) throws MalformedTorchException {
        if (!holds) {
            throw new MalformedTorchException(Fault.ARCHIVE, sentence.get());
        }
    }
}
