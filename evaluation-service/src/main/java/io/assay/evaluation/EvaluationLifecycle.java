package io.assay.evaluation;

import io.assay.evaluation.core.ClosingWindows;
import io.assay.evaluation.kafka.Aggregator;
import io.assay.evaluation.kafka.AggregatorFactory;
import io.assay.evaluation.kafka.EvaluationWorker;
import io.assay.evaluation.kafka.SettledWindows;
import io.assay.evaluation.kafka.TopicTail;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.model.ModelHistory;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.kafka.EventFollower;
import io.assay.service.kafka.KafkaConfiguration.DeclaredTopics;
import io.assay.service.kafka.Received.Poison;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts what runs, in this order: what the workers must know, then aggregator and workers; stops the aggregator first. */
final class EvaluationLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationLifecycle.class);
    private static final Duration SLICE = Duration.ofMillis(500);

    private final KafkaSettings kafka;
    private final Admin admin;
    private final ModelHistory history;
    private final ClosingWindows closing;
    private final SettledWindows settled;
    private final WorkerPool pool;
    private final AggregatorFactory aggregators;
    private final EvaluationProperties properties;
    private final EvaluationMeters meters;
    private final DeadLetters deadLetters;
    private final List<EvaluationWorker> workers = new CopyOnWriteArrayList<>();
    private volatile @Nullable EventFollower steps;
    private @Nullable TopicTail windows;
    private volatile @Nullable Aggregator aggregator;
    private @Nullable Thread starter;
    private volatile boolean caughtUp;
    private volatile boolean running;

    EvaluationLifecycle(
            KafkaSettings kafka,
            Admin admin,
            ModelHistory history,
            ClosingWindows closing,
            SettledWindows settled,
            WorkerPool pool,
            AggregatorFactory aggregators,
            EvaluationProperties properties,
            EvaluationMeters meters,
            DeadLetters deadLetters,
            DeclaredTopics declared) {
        this.kafka = kafka;
        this.admin = admin;
        this.history = history;
        this.closing = closing;
        this.settled = settled;
        this.pool = pool;
        this.aggregators = aggregators;
        this.properties = properties;
        this.meters = meters;
        this.deadLetters = deadLetters;
    }

    @Override
    public synchronized void start() {
        running = true;
        var follower = EventFollower.start(kafka, this::unreadable, this::learn, Topics.MODEL_ADVANCES);
        steps = follower;
        settled.start();
        windows = new TopicTail(kafka, Topics.WINDOWS, this::learn);
        windows.start();
        var elected = aggregators.create(properties.aggregatorGroup());
        elected.start();
        aggregator = elected;
        workers.addAll(pool.workers(admin));
        starter = Thread.ofPlatform().daemon().name("evaluation-start").start(() -> startWorkers(follower));
    }

    @Override
    public synchronized void stop() {
        running = false;
        join(starter);
        // A step at hand needs a worker's model.
        var elected = aggregator;
        if (elected != null) {
            elected.close();
        }
        workers.parallelStream().forEach(EvaluationWorker::close);
        workers.clear();
        if (windows != null) {
            windows.close();
        }
        settled.close();
        var following = steps;
        if (following != null) {
            following.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /**
     * Whether the followers have caught up and are well, and all workers have a model and a broker. Waits for nothing: who
     * asks is answered while the service ends, too.
     */
    boolean ready() {
        var following = steps;
        var elected = aggregator;
        return running
                && caughtUp
                && following != null
                && following.healthy()
                && elected != null
                && elected.ready()
                && workers.stream().allMatch(EvaluationWorker::ready);
    }

    private void startWorkers(EventFollower follower) {
        try {
            while (running && !(follower.awaitCaughtUp(SLICE) && settled.awaitCaughtUp(SLICE))) {
                LOG.debug("the followers are catching up");
            }
            caughtUp = running;
            if (running) {
                workers.forEach(EvaluationWorker::start);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void learn(Event event) {
        closing.note(event);
        history.note(event);
        pool.wake();
    }

    private void unreadable(Topics topic, Poison poison) {
        meters.fault("unreadable");
        // What was there before was buried when it came.
        if (caughtUp) {
            deadLetters.bury(topic, poison);
        } else {
            deadLetters.passOver(topic, poison);
        }
    }

    private static void join(@Nullable Thread thread) {
        try {
            if (thread != null) {
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
