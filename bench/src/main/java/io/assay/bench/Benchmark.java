package io.assay.bench;

/** A benchmark by name. */
interface Benchmark {
    /** What {@code ./assay bench NAME} calls it. */
    String name();

    /** Measures and prints. */
    void run(Figures figures) throws Exception;
}
