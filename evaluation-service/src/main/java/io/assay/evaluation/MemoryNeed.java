package io.assay.evaluation;

import com.sun.management.OperatingSystemMXBean;
import io.assay.model.ModelMemory;
import io.assay.protocol.hparams.LlamaShape;
import io.assay.service.settings.InvalidSettingException;
import java.lang.management.ManagementFactory;

/**
 * The memory outside the heap that an instance takes once it works, in bytes.
 *
 * @param worker what each worker's model takes
 * @param workers how many there are
 */
record MemoryNeed(ModelMemory worker, int workers) {
    private static final double MEGA = 1e6;

    /** Of models in this machine's memory; what a GPU holds is not counted. */
    static MemoryNeed of(LlamaShape shape, EvaluationProperties properties) {
        var model = ModelMemory.of(shape, properties.computation());
        var inMemory = properties.device().equals("cpu") ? properties.workers() : 0;
        return new MemoryNeed(model, inMemory);
    }

    /** All of it. */
    long total() {
        return workers * worker.total();
    }

    /** Refuses to start where it cannot fit: the machine's or the container's memory, less what the heap may grow to. */
    void require() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        require(system.getTotalMemorySize(), Runtime.getRuntime().maxMemory());
    }

    void require(long memory, long heap) {
        if (total() > memory - heap) {
            throw new InvalidSettingException(
                    ("%d workers need %.0f MB each (%.0f for parameters, %.0f to try a step, %.0f for forward passes),"
                                    + " %.0f MB in all; there are %.0f MB, of which the heap may take %.0f")
                            .formatted(
                                    workers,
                                    worker.total() / MEGA,
                                    worker.parameters() / MEGA,
                                    worker.trial() / MEGA,
                                    worker.pass() / MEGA,
                                    total() / MEGA,
                                    memory / MEGA,
                                    heap / MEGA),
                    "take fewer assay.evaluation.workers, fewer assay.evaluation.tokens-at-once or threads,"
                            + " assay.evaluation.precision=bf16, a smaller heap (-Xmx), or a larger machine");
        }
    }
}
