package io.assay.fuzz.harness;

/** An input is a whole file, usually of torch: what is fuzzed is mostly the zip around it. */
public final class TorchTarget {
    private TorchTarget() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    /** Whether the input ends in an accepted file. */
    public static boolean accepts(byte[] input) {
        return Verdict.of(input);
    }
}
