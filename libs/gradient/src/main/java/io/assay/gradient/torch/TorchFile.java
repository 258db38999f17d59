package io.assay.gradient.torch;

import io.assay.gradient.safetensors.Shown;
import io.assay.gradient.safetensors.TensorEntry;
import io.assay.gradient.torch.MalformedTorchException.Fault;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A file written by {@code torch.save} (torch 1.6 and later, protocol 2): its value, with the tensors' elements left
 * where they are. Safe for one thread.
 */
public final class TorchFile {
    private static final String PICKLE = "data.pkl";
    private static final String BYTE_ORDER = "byteorder";
    private static final Pattern KEY = Pattern.compile("[0-9]{1,10}");

    private final ZipArchive archive;
    private final PickleValue root;

    private TorchFile(ZipArchive archive, PickleValue root) {
        this.archive = archive;
        this.root = root;
    }

    /** Whether the bytes begin as those of a torch file do. */
    public static boolean isOne(MemorySegment file) {
        return file.byteSize() >= 4
                && file.get(ValueLayout.JAVA_BYTE, 0) == 'P'
                && file.get(ValueLayout.JAVA_BYTE, 1) == 'K';
    }

    /**
     * Reads a file's directory and pickle.
     *
     * @param maxRecords most records allowed
     * @param maxPickleBytes longest pickle allowed
     * @throws MalformedTorchException if anything is wrong with it
     */
    public static TorchFile of(MemorySegment file, int maxRecords, int maxPickleBytes) throws MalformedTorchException {
        var archive = ZipArchive.of(file, maxRecords);
        requireLittleEndian(archive);
        var pickle = archive.content(PICKLE);
        if (pickle.byteSize() > maxPickleBytes) {
            throw new MalformedTorchException(
                    Fault.TOO_LARGE,
                    "the pickle has " + pickle.byteSize() + " bytes, allowed for this model: " + maxPickleBytes);
        }
        return new TorchFile(archive, Unpickler.load(pickle.toArray(ValueLayout.JAVA_BYTE)));
    }

    /** What was saved. */
    public PickleValue root() {
        return root;
    }

    /**
     * What a tensor is.
     *
     * @throws MalformedTorchException if no tensor can be so
     */
    public static TensorEntry entry(String name, PickleValue.Tensor tensor) throws MalformedTorchException {
        try {
            return new TensorEntry(name, tensor.storage().dtype(), tensor.shape());
        } catch (IllegalArgumentException e) {
            throw new MalformedTorchException(Fault.PICKLE, Shown.text(String.valueOf(e.getMessage())));
        }
    }

    /**
     * A tensor's elements in place, row-major, little-endian; to be read while the file is there.
     *
     * @param name for messages
     * @throws MalformedTorchException if they do not lie one after another, or not in the file
     */
    public MemorySegment content(String name, PickleValue.Tensor tensor) throws MalformedTorchException {
        var elements = entry(name, tensor).elements();
        if (elements == 0) {
            return MemorySegment.NULL;
        }
        requireContiguous(name, tensor);
        var storage = tensor.storage();
        long width = storage.dtype().bytes();
        if (!KEY.matcher(storage.key()).matches()) {
            throw malformed(name, "has a storage of the name " + storage.key() + ", allowed: digits");
        }
        var record = archive.content("data/" + storage.key());
        if (storage.elements() != record.byteSize() / width || record.byteSize() % width != 0) {
            throw malformed(
                    name,
                    "has a storage of " + storage.elements() + " elements in a record of " + record.byteSize()
                            + " bytes");
        }
        if (elements > storage.elements() || tensor.offset() > storage.elements() - elements) {
            throw malformed(
                    name,
                    "has " + elements + " elements from " + tensor.offset() + " of a storage of " + storage.elements());
        }
        return record.asSlice(tensor.offset() * width, elements * width);
    }

    private static void requireLittleEndian(ZipArchive archive) throws MalformedTorchException {
        if (archive.has(BYTE_ORDER)) {
            var order = archive.content(BYTE_ORDER);
            var little = MemorySegment.ofArray("little".getBytes(StandardCharsets.US_ASCII));
            if (order.mismatch(little) >= 0) {
                throw new MalformedTorchException(
                        Fault.ARCHIVE, "the byte order is not little; save on such a machine");
            }
        }
    }

    // An axis of one element has no next one: its stride does not matter.
    private static void requireContiguous(String name, PickleValue.Tensor tensor) throws MalformedTorchException {
        var next = 1L;
        for (var axis = tensor.shape().size() - 1; axis >= 0; axis--) {
            long length = tensor.shape().get(axis);
            if (length > 1 && tensor.strides().get(axis) != next) {
                throw new MalformedTorchException(
                        Fault.NOT_CONTIGUOUS,
                        Shown.text(name) + ": shape " + tensor.shape() + " with strides " + tensor.strides()
                                + " is not contiguous; call contiguous() before saving");
            }
            next *= length;
        }
    }

    private static MalformedTorchException malformed(String name, String sentence) {
        return new MalformedTorchException(Fault.PICKLE, Shown.text(name + ": " + sentence));
    }
}
