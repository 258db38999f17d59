package io.assay.model.shards;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Tokens of a file, mapped while they are read. */
public final class TokenFile {
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long MASK_32 = 0xffff_ffffL;

    private TokenFile() {}

    /**
     * Copies tokens out of a file.
     *
     * @param from the first of them, counted in tokens from the file's start
     * @param offset where in {@code out} they begin
     * @throws IOException if the file is gone, cannot be read, or ends before them
     */
    public static void read(Path file, TokenType type, long from, int count, long[] out, int offset)
            throws IOException {
        var start = from * type.bytes();
        var bytes = (long) count * type.bytes();
        try (var arena = Arena.ofConfined();
                var channel = FileChannel.open(file)) {
            // Mapped beyond its end, a file ends the process instead of the read.
            if (channel.size() < start + bytes) {
                throw new IOException(file + " ends at byte " + channel.size() + ", needed: " + (start + bytes));
            }
            copy(channel.map(FileChannel.MapMode.READ_ONLY, start, bytes, arena), type, out, offset);
        }
    }

    private static void copy(MemorySegment tokens, TokenType type, long[] out, int offset) {
        var count = (int) (tokens.byteSize() / type.bytes());
        for (var i = 0; i < count; i++) {
            out[offset + i] = switch (type) {
                case UINT16 -> Short.toUnsignedLong(tokens.getAtIndex(U16, i));
                case UINT32 -> tokens.getAtIndex(U32, i) & MASK_32;
            };
        }
    }
}
