package io.assay.fuzz;

/** A reader with a fault that random bytes do not meet, but that bytes led by coverage do. */
public final class PlantedFault {
    private static final byte[] MAGIC = {'a', 's', 's', 'a', 'y'};

    private PlantedFault() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        for (var i = 0; i < MAGIC.length; i++) {
            if (input.length <= i || input[i] != MAGIC[i]) {
                return;
            }
        }
        throw new IllegalStateException("met");
    }
}
