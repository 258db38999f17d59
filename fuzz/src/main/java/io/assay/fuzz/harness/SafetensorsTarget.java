package io.assay.fuzz.harness;

/** An input is a whole file, usually of safetensors. */
public final class SafetensorsTarget {
    private SafetensorsTarget() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    /** Whether the input ends in an accepted file. */
    public static boolean accepts(byte[] input) {
        return Verdict.of(input);
    }
}
