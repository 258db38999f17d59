package io.assay.evaluation;

import io.assay.model.Computation;
import io.assay.model.Precision;
import io.assay.service.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this instance evaluates.
 *
 * @param device {@code cpu}, or {@code gpu0} and so on
 * @param precision of the forward passes, {@code fp32} or {@code bf16}; all evaluators of a subnet should have the same
 * @param tokensAtOnce that one forward pass takes, 1 to 2^24: on a CPU few are faster, and need less memory
 * @param threads CPU threads of one worker, 1 to 64
 * @param passesAtOnce forward passes that a worker makes at the same time, 1 to 64, with an equal share of its threads each;
 *     0: one for each thread on a CPU, one on a GPU
 * @param workers models held and jobs done at the same time, 1 to 16
 * @param prefetch jobs that a worker has prepared besides the one on its device, 0 to 8
 * @param directory for temporary files; made when it is not there
 * @param name of this instance in outcomes; a worker's number is added, 1 to 180 characters
 * @param workerGroup share group of all workers of a subnet
 * @param aggregatorGroup consumer group of which one member merges a subnet's gradients
 * @param lockDuration for which the broker leaves a job to a worker before it must renew, 15 s to 1 min
 * @param patience how long a job waits for a missing step of the model, or for store and broker, up to 10 min
 * @param maxDeliveries how often a job is tried, 1 to 4: the broker drops it after its own limit of 5
 * @param compareEvery steps after which a model is compared with the record, 1 to 1,000,000; 0: never
 * @param checkpointsKept newest checkpoints that stay, 2 to 1,000,000
 */
@ConfigurationProperties("assay.evaluation")
public record EvaluationProperties(
        @DefaultValue("cpu") String device,
        @DefaultValue("fp32") Precision precision,
        @DefaultValue("512") int tokensAtOnce,
        @DefaultValue("2") int threads,
        @DefaultValue("0") int passesAtOnce,
        @DefaultValue("1") int workers,
        @DefaultValue("2") int prefetch,
        @DefaultValue("data/evaluation") Path directory,
        @DefaultValue("evaluator") String name,
        @DefaultValue("evaluators") String workerGroup,
        @DefaultValue("aggregators") String aggregatorGroup,
        @DefaultValue("30s") Duration lockDuration,
        @DefaultValue("60s") Duration patience,
        @DefaultValue("4") int maxDeliveries,
        @DefaultValue("1") int compareEvery,
        @DefaultValue("10") int checkpointsKept) {
    public EvaluationProperties {
        Setting.required("assay.evaluation.device", device, "cpu");
        Setting.required("assay.evaluation.precision", precision, "fp32");
        Setting.within("assay.evaluation.tokens-at-once", tokensAtOnce, 1, 1 << 24);
        Setting.within("assay.evaluation.threads", threads, 1, 64);
        Setting.within("assay.evaluation.passes-at-once", passesAtOnce, 0, 64);
        Setting.within("assay.evaluation.workers", workers, 1, 16);
        Setting.within("assay.evaluation.prefetch", prefetch, 0, 8);
        Setting.required("assay.evaluation.directory", directory, "data/evaluation");
        Setting.required("assay.evaluation.name", name, "evaluator");
        Setting.within("assay.evaluation.name (its length)", name.length(), 1, 180);
        Setting.required("assay.evaluation.worker-group", workerGroup, "evaluators");
        Setting.required("assay.evaluation.aggregator-group", aggregatorGroup, "aggregators");
        Setting.within("assay.evaluation.lock-duration", lockDuration, Duration.ofSeconds(15), Duration.ofMinutes(1));
        Setting.within("assay.evaluation.patience", patience, Duration.ZERO, Duration.ofMinutes(10));
        Setting.within("assay.evaluation.max-deliveries", maxDeliveries, 1, 4);
        Setting.within("assay.evaluation.compare-every", compareEvery, 0, 1_000_000);
        Setting.within("assay.evaluation.checkpoints-kept", checkpointsKept, 2, 1_000_000);
    }

    /** Where and how the models compute. */
    public Computation computation() {
        return new Computation(device, precision, tokensAtOnce, passes());
    }

    /** CPU threads of one tensor operation. */
    public int operationThreads() {
        return Math.max(1, threads / passes());
    }

    private int passes() {
        var byDefault = device.equals("cpu") ? threads : 1;
        return passesAtOnce == 0 ? byDefault : passesAtOnce;
    }
}
