package io.assay.gradient;

/** Whether this JVM was started with the Vector API, which is an incubator module still. */
final class VectorModule {
    private VectorModule() {}

    static boolean isThere() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }
}
