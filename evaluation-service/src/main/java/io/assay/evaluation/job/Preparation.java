package io.assay.evaluation.job;

import io.assay.evaluation.core.Delivery;
import io.assay.evaluation.core.Losses;
import io.assay.evaluation.metrics.Postponement;
import io.assay.evaluation.model.DataOutOfReachException;
import io.assay.evaluation.model.DataUnavailableException;
import io.assay.evaluation.model.TestBatches;
import io.assay.evaluation.model.TestData;
import io.assay.evaluation.s3.GradientSource;
import io.assay.evaluation.s3.GradientSource.Fetched;
import io.assay.gradient.Expectation;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.PackedSigns;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.GradientArrived;
import io.assay.service.s3.ObjectStoreException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings all that measuring a gradient takes into memory while the device works on others. Who calls waits for the store;
 * checking and decoding are done by one thread of this process, so that they never take more than one from the device.
 */
public final class Preparation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final GradientSource gradients;
    private final GradientLayout layout;
    private final TestData data;
    private final Duration patience;
    private final ExecutorService decoder = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("gradient-decoder").factory());

    /**
     * Preparation of gradients of one layout.
     *
     * @param patience how long the store may be silent
     */
    public Preparation(GradientSource gradients, GradientLayout layout, TestData data, Duration patience) {
        this.gradients = gradients;
        this.layout = layout;
        this.data = data;
        this.patience = patience;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Decoded(Fetched fetched, @Nullable PackedSigns signs, float @Nullable [] probe) {}

    JobStep prepare(GradientArrived job, Delivery delivery, String worker) throws InterruptedException {
        try {
            var decoded = decoded(job);
            return switch (decoded.fetched()) {
                case Fetched.Unavailable(var detail) -> postponed(Postponement.STORE_UNAVAILABLE, detail);
                case Fetched.Unusable(var detail) -> failed(job, EvaluationFailure.OBJECT_UNAVAILABLE, detail, worker);
                case Fetched.Gradient _ -> complete(job, delivery, decoded);
            };
        } catch (DataUnavailableException e) {
            return failed(job, EvaluationFailure.DATA_UNAVAILABLE, String.valueOf(e.getMessage()), worker);
        } catch (DataOutOfReachException e) {
            return postponed(Postponement.STORE_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (ExecutionException e) {
            LOG.error("{} cannot prepare {}", worker, job.idempotencyKey(), e.getCause());
            var detail = String.valueOf(e.getCause());
            return delivery.last()
                    ? failed(job, EvaluationFailure.DEVICE_FAULT, detail, worker)
                    : postponed(Postponement.FAULT, detail);
        }
    }

    @Override
    public void close() {
        decoder.shutdownNow();
    }

    private JobStep complete(GradientArrived job, Delivery delivery, Decoded decoded) throws InterruptedException {
        var signs = decoded.signs();
        if (signs == null) {
            throw new IllegalStateException(job.gradient().key() + " was read and not decoded");
        }
        return new JobStep.Prepared(job, delivery, signs, decoded.probe(), batches(job));
    }

    /** As with {@link #decoded}, the job is kept while the store of the text does not answer. */
    private TestBatches batches(GradientArrived job) throws InterruptedException {
        for (var left = patience.dividedBy(PAUSE); ; left--) {
            try {
                return data.batches(job);
            } catch (DataOutOfReachException e) {
                if (left <= 0) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** While the store does not answer, the job is kept: handed on, it would use up its deliveries in no time. */
    private Decoded decoded(GradientArrived job) throws InterruptedException, ExecutionException {
        var decoded = attempt(job);
        for (var left = patience.dividedBy(PAUSE);
                left > 0 && decoded.fetched() instanceof Fetched.Unavailable;
                left--) {
            Thread.sleep(PAUSE);
            decoded = attempt(job);
        }
        return decoded;
    }

    private Decoded attempt(GradientArrived job) throws InterruptedException, ExecutionException {
        try {
            var bytes = gradients.load(job.gradient());
            return decoder.submit(() -> decode(job, bytes)).get();
        } catch (ObjectStoreException e) {
            return new Decoded(GradientSource.failed(e), null, null);
        }
    }

    private Decoded decode(GradientArrived job, byte[] bytes) {
        var expected = new Expectation(job.window(), job.uid(), job.hotkey());
        var fetched = gradients.read(job.gradient(), bytes, expected);
        return fetched instanceof Fetched.Gradient(var content)
                ? new Decoded(
                        fetched,
                        PackedSigns.of(layout, content.gradient()),
                        content.metadata().probe())
                : new Decoded(fetched, null, null);
    }

    private static JobStep failed(GradientArrived job, EvaluationFailure reason, String detail, String worker) {
        return new JobStep.Concluded(Losses.failed(job, reason, detail, worker));
    }

    private static JobStep postponed(Postponement why, String detail) {
        return new JobStep.Ended(new JobOutcome.Postponed(why, detail));
    }
}
