package io.assay.gradient;

import io.assay.gradient.torch.TorchFile;
import io.assay.protocol.event.RejectReason;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Reads a gradient's file of either format, told apart by their first bytes: {@link SafetensorsGradient}'s, or one that a
 * Templar miner saved with torch.
 *
 * <p>Reading trusts nothing: sizes follow from the layout, never from the file, no name in it is looked up, and whatever
 * is wrong with a file ends in {@link GradientReading.Refused}, never in an exception.
 */
public final class GradientFile {
    private GradientFile() {}

    /**
     * Reads a file by mapping it. Do not shorten it while the arena lives.
     *
     * @param arena of the mapping, and so of the gradient that is read
     * @throws IOException if the file cannot be read at all
     */
    public static GradientReading read(Path file, Arena arena, GradientLayout layout, Expectation expected)
            throws IOException {
        try (var channel = FileChannel.open(file)) {
            return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena), layout, expected);
        }
    }

    /** Reads a file that is in memory. */
    public static GradientReading read(byte[] file, GradientLayout layout, Expectation expected) {
        return read(MemorySegment.ofArray(file), layout, expected);
    }

    /** Reads a file that is in memory, mapped or on the heap. The gradient is a view of it: do not change it. */
    public static GradientReading read(MemorySegment file, GradientLayout layout, Expectation expected) {
        if (file.byteSize() > layout.maxFileBytes()) {
            return new GradientReading.Refused(
                    RejectReason.TOO_LARGE,
                    "the file has " + file.byteSize() + " bytes, allowed: " + layout.maxFileBytes()
                            + ", which is a full gradient of this model and 10 %");
        }
        return TorchFile.isOne(file)
                ? TorchGradient.read(file, layout, expected)
                : SafetensorsGradient.read(file, layout, expected);
    }
}
