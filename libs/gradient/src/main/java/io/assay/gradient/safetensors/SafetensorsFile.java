package io.assay.gradient.safetensors;

import io.assay.gradient.safetensors.MalformedSafetensorsException.Fault;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A safetensors file, its content mapped and read by name. Safe to use from several threads until it is closed.
 *
 * <p>Do not shorten the file while it is open: what is mapped would vanish under the reader.
 */
public final class SafetensorsFile implements AutoCloseable {
    /** Header bytes allowed where nothing narrower is known: some 100,000 tensors. */
    public static final int DEFAULT_MAX_HEADER_BYTES = 16 << 20;

    private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final @Nullable Arena arena;
    private final MemorySegment file;
    private final SafetensorsHeader header;

    private SafetensorsFile(@Nullable Arena arena, MemorySegment file, SafetensorsHeader header) {
        this.arena = arena;
        this.file = file;
        this.header = header;
    }

    /** {@link #open(Path, int)} with {@link #DEFAULT_MAX_HEADER_BYTES}. */
    public static SafetensorsFile open(Path path) throws IOException {
        return open(path, DEFAULT_MAX_HEADER_BYTES);
    }

    /**
     * Maps a file and parses its header.
     *
     * @param maxHeaderBytes longest header allowed
     * @throws MalformedSafetensorsException if it is no valid safetensors file
     * @throws IOException if it cannot be read
     */
    @SuppressWarnings("MustBeClosedChecker") // The arena lives as long as what is returned, and ends here on a failure.
    public static SafetensorsFile open(Path path, int maxHeaderBytes) throws IOException {
        var arena = Arena.ofShared();
        try (var channel = FileChannel.open(path)) {
            var file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new SafetensorsFile(arena, file, SafetensorsHeader.parse(file, maxHeaderBytes));
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /**
     * A file that is in memory already; closing it does not free {@code file}.
     *
     * @throws MalformedSafetensorsException if it is no valid safetensors file
     */
    public static SafetensorsFile of(MemorySegment file, int maxHeaderBytes) throws MalformedSafetensorsException {
        return new SafetensorsFile(null, file, SafetensorsHeader.parse(file, maxHeaderBytes));
    }

    /** What the file says of itself. */
    public SafetensorsHeader header() {
        return header;
    }

    /**
     * Reads an F32 tensor, row-major.
     *
     * @param shape the shape it must have
     * @throws MalformedSafetensorsException if the tensor is missing or has another dtype or shape
     */
    public float[] floats(String name, long... shape) throws MalformedSafetensorsException {
        var tensor = tensor(name, Dtype.F32, shape);
        var values = new float[Math.toIntExact(tensor.entry().elements())];
        copyFloats(tensor, values);
        return values;
    }

    /**
     * Copies an F32 tensor to the start of {@code values}, row-major.
     *
     * @param values at least as long as the tensor
     * @param shape the shape it must have
     * @throws MalformedSafetensorsException if the tensor is missing or has another dtype or shape
     */
    public void floatsInto(float[] values, String name, long... shape) throws MalformedSafetensorsException {
        copyFloats(tensor(name, Dtype.F32, shape), values);
    }

    /**
     * Reads an F32, BF16 or F16 tensor as 32-bit floats, row-major. Each of the narrower values has exactly one.
     *
     * @param shape the shape it must have
     * @throws MalformedSafetensorsException if the tensor is missing or has another dtype or shape
     */
    public float[] widened(String name, long... shape) throws MalformedSafetensorsException {
        var tensor = tensor(name, shape);
        var dtype = tensor.entry().dtype();
        if (dtype == Dtype.F32) {
            return floats(name, shape);
        }
        if (dtype != Dtype.BF16 && dtype != Dtype.F16) {
            throw wrongDtype(name, dtype, "F32, BF16, F16");
        }
        var values = new float[Math.toIntExact(tensor.entry().elements())];
        var bits = content(tensor);
        for (var i = 0; i < values.length; i++) {
            var half = bits.getAtIndex(U16, i);
            values[i] = dtype == Dtype.BF16 ? Float.intBitsToFloat(half << Short.SIZE) : Float.float16ToFloat(half);
        }
        return values;
    }

    /** Copies the whole of a four-byte tensor as F32 to the start of {@code values}, whatever its shape. */
    public void copyFloats(StoredTensor tensor, float[] values) {
        var count = Math.toIntExact(tensor.entry().elements());
        MemorySegment.copy(content(tensor), F32, 0, values, 0, count);
    }

    /** Copies the whole of a two-byte tensor as its bits to the start of {@code values}, whatever its shape. */
    public void copyShorts(StoredTensor tensor, short[] values) {
        var count = Math.toIntExact(tensor.entry().elements());
        MemorySegment.copy(content(tensor), U16, 0, values, 0, count);
    }

    @Override
    public void close() {
        if (arena != null && arena.scope().isAlive()) {
            arena.close();
        }
    }

    /** A tensor's bytes where they lie, little-endian, without a copy; to be read until the file is closed. */
    public MemorySegment content(StoredTensor tensor) {
        return file.asSlice(header.dataStart() + tensor.begin(), tensor.end() - tensor.begin());
    }

    private StoredTensor tensor(String name, Dtype dtype, long... shape) throws MalformedSafetensorsException {
        var tensor = present(name);
        if (tensor.entry().dtype() != dtype) {
            throw wrongDtype(name, tensor.entry().dtype(), dtype.name());
        }
        return tensor(name, shape);
    }

    private StoredTensor present(String name) throws MalformedSafetensorsException {
        var tensor = header.tensors().get(name);
        if (tensor == null) {
            throw new MalformedSafetensorsException(Fault.MISSING_TENSOR, name + " is missing");
        }
        return tensor;
    }

    private StoredTensor tensor(String name, long... shape) throws MalformedSafetensorsException {
        var tensor = present(name);
        var entry = tensor.entry();
        var expected = Arrays.stream(shape).boxed().toList();
        if (!entry.shape().equals(expected)) {
            throw wrongShape(name, entry.shape(), expected);
        }
        return tensor;
    }

    private static MalformedSafetensorsException wrongDtype(String name, Dtype found, String allowed) {
        return new MalformedSafetensorsException(Fault.WRONG_DTYPE, name + " is " + found + ", allowed: " + allowed);
    }

    private static MalformedSafetensorsException wrongShape(String name, List<Long> found, List<Long> expected) {
        return new MalformedSafetensorsException(
                Fault.WRONG_SHAPE, name + " has the shape " + found + ", expected: " + expected);
    }
}
