package io.assay.chain.curve;

import supranational.blst.P1;

/** Blst's shared object, which its own class unpacks into the temporary folder and loads when first used. */
final class NativeLibrary {
    private NativeLibrary() {}

    /**
     * To be called before anything else of blst: without it, the reason of a failure is lost in a linkage error.
     *
     * @throws IllegalStateException naming the platform, the folder and the remedy
     */
    static void load() {
        try {
            P1.generator();
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "the native library of BLS12-381 cannot be loaded on " + property("os.name") + " "
                            + property("os.arch") + " from " + property("java.io.tmpdir")
                            + ": the folder must exist and allow what is in it to be executed,"
                            + " -Djava.io.tmpdir=FOLDER names another",
                    e);
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }
}
