package io.assay.evaluation.kafka;

import io.assay.evaluation.core.AdvancePlan;
import io.assay.evaluation.job.Aggregation;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.kafka.EventPublisher;
import io.assay.service.kafka.Received;
import io.assay.service.kafka.Received.Poison;
import io.assay.service.kafka.Received.Understood;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the model: exactly one step a window, in the order of windows. All instances run one; the consumer group gives
 * the subnet's partition to one of them, which first reads what was published before it. Offsets are committed after a
 * step is acknowledged and never beyond the opening of a window that has not closed.
 */
public final class Aggregator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Aggregator.class);
    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(8);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final int netuid;
    private final Consumer<String, Received> consumer;
    private final Replay replay;
    private final Aggregation aggregation;
    private final EventPublisher publisher;
    private final DeadLetters deadLetters;
    private final EvaluationMeters meters;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Map<TopicPartition, OpenWindows> open = new HashMap<>();
    private @Nullable AdvanceLedger ledger;
    private boolean standing;
    private volatile boolean faulty;

    /** Reads which steps exist. */
    @FunctionalInterface
    interface Replay {
        AdvanceLedger read() throws IOException, InterruptedException;
    }

    Aggregator(
            int netuid,
            Consumer<String, Received> consumer,
            Replay replay,
            Aggregation aggregation,
            EventPublisher publisher,
            DeadLetters deadLetters,
            EvaluationMeters meters) {
        this.netuid = netuid;
        this.consumer = consumer;
        this.replay = replay;
        this.aggregation = aggregation;
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.thread = Thread.ofPlatform().daemon().name("aggregator").unstarted(this::run);
    }

    /** Joins the group. */
    public void start() {
        thread.start();
    }

    /** Whether the last round went well; true for those not elected too. */
    public boolean ready() {
        return !faulty && thread.isAlive();
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            if (!thread.join(GRACE)) {
                thread.interrupt();
                thread.join(GRACE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            while (stop.getCount() > 0) {
                round();
            }
        } catch (InterruptedException _) {
            LOG.info("the aggregator was interrupted");
        } finally {
            aggregation.elected(false);
        }
    }

    /** Who has no model that agrees with the record leaves the election to others, until it has one. */
    private boolean candidate() throws InterruptedException {
        var fit = aggregation.fit();
        if (fit && !standing) {
            consumer.subscribe(List.of(Topics.WINDOWS.topic()), new Election());
        } else if (!fit && standing) {
            LOG.warn("the aggregator leaves the election: the models of all workers here differ from the record");
            consumer.unsubscribe();
        }
        standing = fit;
        if (!fit) {
            stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return fit;
    }

    private void round() throws InterruptedException {
        try {
            if (candidate()) {
                for (var found : consumer.poll(POLL)) {
                    handle(found);
                }
            }
            faulty = false;
        } catch (IOException e) {
            LOG.warn("the aggregator begins again at the last commit: {}", e.getMessage());
            LOG.debug("the aggregator's failure", e);
            recover();
        } catch (RuntimeException e) {
            LOG.warn("the aggregator begins again at the last commit", e);
            recover();
        }
    }

    private void recover() throws InterruptedException {
        faulty = true;
        meters.fault("aggregator");
        restart();
        stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What was read since the last commit is read again. */
    private void restart() {
        try {
            ledger = null;
            open.clear();
            consumer.committed(consumer.assignment()).forEach(this::seek);
        } catch (RuntimeException e) {
            LOG.warn("the last commit is not to be had", e);
        }
    }

    private void seek(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
        if (committed == null) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, committed);
        }
    }

    private void handle(ConsumerRecord<String, Received> found) throws IOException, InterruptedException {
        switch (found.value()) {
            case Poison poison -> deadLetters.passOver(Topics.WINDOWS, poison);
            case Understood(var event) when event.netuid() == netuid -> handle(found, event);
            case Understood _ -> LOG.debug("an event of another subnet");
        }
    }

    private void handle(ConsumerRecord<String, Received> found, Event event) throws IOException, InterruptedException {
        var partition = new TopicPartition(found.topic(), found.partition());
        aggregation.elected(true);
        aggregation.note(event);
        var windows = open.computeIfAbsent(partition, _ -> new OpenWindows());
        if (event instanceof WindowOpened opened) {
            windows.add(opened, found.offset());
        } else if (event instanceof WindowClosed closed) {
            end(windows.get(closed.window()), closed);
            windows.close(closed.window());
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(windows.restart(found.offset() + 1))));
        }
    }

    private void end(@Nullable WindowOpened opened, WindowClosed closed) throws IOException, InterruptedException {
        var known = ledger();
        switch (AdvancePlan.of(known.newest(), closed)) {
            case AdvancePlan.Done _ -> meters.advancedBefore();
            case AdvancePlan.Due(var skipped) -> {
                for (var window : skipped) {
                    LOG.warn("window {} never closed and gets an empty step", window);
                    var steps = closed.globalStep() - (closed.window() - window);
                    publish(known, aggregation.emptyStep(window, steps));
                }
                publish(known, aggregation.step(opened, closed));
            }
        }
    }

    private void publish(AdvanceLedger known, ModelAdvanced step) {
        publisher.publish(step).block(LIMIT);
        known.add(step.window());
        meters.advanced(step.gathered().size());
        LOG.info(
                "the step of window {} merges {} gradients and leads to {}",
                step.window(),
                step.gathered().size(),
                step.modelDigest());
    }

    private AdvanceLedger ledger() throws IOException, InterruptedException {
        if (ledger == null) {
            ledger = replay.read();
        }
        return ledger;
    }

    /** Whoever is elected forgets what it knew. */
    private final class Election implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            forget(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            forget(partitions);
            aggregation.elected(false);
        }

        private void forget(Collection<TopicPartition> partitions) {
            ledger = null;
            partitions.forEach(open::remove);
        }
    }
}
