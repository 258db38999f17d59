package io.assay.fuzz.harness;

/** An input is the pickle of a gradient; the storages and right checksums come with it. */
public final class PickleTarget {
    private PickleTarget() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    /** Whether the input ends in an accepted file. */
    public static boolean accepts(byte[] input) {
        return Verdict.of(TorchArchive.around(input, Subject.contents()));
    }
}
