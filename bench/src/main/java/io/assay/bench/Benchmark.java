package io.assay.bench;

import io.assay.command.UsageException;
import java.util.List;

/** A benchmark by name. */
interface Benchmark {
    /** What {@code ./assay bench NAME} calls it. */
    String name();

    /** Measures and prints. */
    void run(Figures figures) throws Exception;

    /**
     * Measures as the options say, and prints.
     *
     * @throws UsageException if an option is not known or cannot be followed
     */
    default void run(Figures figures, List<String> options) throws Exception {
        if (!options.isEmpty()) {
            throw new UsageException(name() + " has no options");
        }
        run(figures);
    }
}
