package io.assay.gradient.safetensors;

import io.assay.gradient.safetensors.MalformedSafetensorsException.Fault;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The header of a safetensors file: eight bytes of its length (little-endian), then that many bytes of JSON, then data.
 *
 * <p>A parsed header is safe to act on: every tensor lies inside the file and has exactly the bytes its shape and
 * element type need, and the tensors cover the data without a gap or an overlap.
 *
 * @param metadata {@code __metadata__}; empty if there is none
 * @param tensors by name, in the order of their data
 * @param dataStart offset of the data in the file
 */
public record SafetensorsHeader(Map<String, String> metadata, Map<String, StoredTensor> tensors, long dataStart) {
    static final String METADATA = "__metadata__";
    static final int LENGTH_BYTES = Long.BYTES;
    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    public SafetensorsHeader {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * Parses and checks a file's header; nothing is allocated by what the file claims.
     *
     * @param file the whole file
     * @param maxHeaderBytes longest JSON allowed
     * @throws MalformedSafetensorsException if anything is wrong with it
     */
    public static SafetensorsHeader parse(MemorySegment file, int maxHeaderBytes) throws MalformedSafetensorsException {
        var length = length(file, maxHeaderBytes);
        var dataStart = LENGTH_BYTES + length;
        var json = HeaderJson.read(utf8(file.asSlice(LENGTH_BYTES, length)));
        return new SafetensorsHeader(
                json.metadata(), DataLayout.ordered(json.tensors(), file.byteSize() - dataStart), dataStart);
    }

    private static long length(MemorySegment file, int maxHeaderBytes) throws MalformedSafetensorsException {
        if (file.byteSize() <= LENGTH_BYTES) {
            throw new MalformedSafetensorsException(
                    Fault.TRUNCATED, "the file has " + file.byteSize() + " bytes, too few for a safetensors header");
        }
        if (file.get(ValueLayout.JAVA_BYTE, LENGTH_BYTES) != '{') {
            throw new MalformedSafetensorsException(
                    Fault.WRONG_MAGIC, "byte 8 is not '{': this is no safetensors file");
        }
        var length = file.get(LENGTH, 0);
        if (length < 0 || length > maxHeaderBytes) {
            throw new MalformedSafetensorsException(
                    Fault.HEADER_TOO_LARGE,
                    "the header claims " + Long.toUnsignedString(length) + " bytes, allowed: " + maxHeaderBytes);
        }
        if (length > file.byteSize() - LENGTH_BYTES) {
            throw new MalformedSafetensorsException(
                    Fault.TRUNCATED,
                    "the header claims " + length + " bytes, the file ends after " + (file.byteSize() - LENGTH_BYTES));
        }
        return length;
    }

    private static String utf8(MemorySegment bytes) throws MalformedSafetensorsException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.asByteBuffer())
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedSafetensorsException(Fault.MALFORMED, "the header is not UTF-8");
        }
    }
}
