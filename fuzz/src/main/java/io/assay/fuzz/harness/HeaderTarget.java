package io.assay.fuzz.harness;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An input is the JSON of a safetensors header; its length and the data come with it. */
public final class HeaderTarget {
    private HeaderTarget() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    /** Whether the input ends in an accepted file. */
    public static boolean accepts(byte[] input) {
        var size =
                Subject.contents().stream().mapToInt(content -> content.length).sum();
        var file = ByteBuffer.allocate(Long.BYTES + input.length + size).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(input.length).put(input);
        Subject.contents().forEach(file::put);
        return Verdict.of(file.array());
    }
}
