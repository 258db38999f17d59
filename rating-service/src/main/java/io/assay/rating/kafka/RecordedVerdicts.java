package io.assay.rating.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.protocol.event.WindowVerdict;
import io.assay.service.kafka.EventDeserializer;
import io.assay.service.kafka.Received.Understood;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest verdict of a subnet, read back from the end of {@code window-verdicts}: committed ones only, other subnets'
 * passed over. What was found is kept: only this group adds verdicts now, and then its state says more than the topic.
 */
public final class RecordedVerdicts implements LastVerdicts {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedVerdicts.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Longer than a broker leaves a transaction open whose producer is gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How far back from the end of a partition; with the end of its transaction a verdict takes two offsets. */
    private static final int MOST_OFFSETS = 200_000;

    private static final int FIRST_STRETCH = 64;
    private static final int LONGEST_STRETCH = 4096;

    private final EventDeserializer deserializer = new EventDeserializer();
    private final Map<Integer, Optional<WindowVerdict>> found = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final KafkaSettings kafka;

    public RecordedVerdicts(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    @Override
    public Optional<WindowVerdict> newest(int netuid) {
        lock.lock();
        try {
            return found.computeIfAbsent(netuid, this::read);
        } finally {
            lock.unlock();
        }
    }

    private Optional<WindowVerdict> read(int netuid) {
        try (var committed = new VerdictStretches(kafka, "read_committed");
                var written = new VerdictStretches(kafka, "read_uncommitted")) {
            return committed.partitions().stream()
                    .flatMap(partition ->
                            back(committed, partition, decidedEnd(committed, written, partition, netuid), netuid)
                                    .stream())
                    .max(Comparator.comparingLong(WindowVerdict::window));
        }
    }

    /**
     * The end of what is committed, once no verdict of this subnet is in an open transaction. Those of other subnets may
     * be: one of them may be the transaction of this very thread, which goes on only when this returns.
     */
    private static long decidedEnd(
            VerdictStretches committed, VerdictStretches written, TopicPartition partition, int netuid) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var last = written.end(partition);
        var end = committed.end(partition);
        while (end < last && speaksOf(netuid, written, partition, end, last)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "a transaction with a verdict of subnet " + netuid + " has been open in "
                                + partition + " for " + PATIENCE.toSeconds()
                                + " s: stop what else rates the subnet, or abort it (kafka-transactions)");
            }
            pause();
            end = committed.end(partition);
        }
        return end;
    }

    private static boolean speaksOf(
            int netuid, VerdictStretches written, TopicPartition partition, long from, long until) {
        var spoken = new AtomicBoolean();
        written.read(partition, from, until, record -> {
            if (isOf(netuid, record)) {
                spoken.set(true);
            }
        });
        return spoken.get();
    }

    private Optional<WindowVerdict> back(VerdictStretches committed, TopicPartition partition, long end, int netuid) {
        var begin = committed.begin(partition);
        var oldest = Math.max(begin, end - MOST_OFFSETS);
        var stretch = FIRST_STRETCH;
        var newest = new AtomicReference<Optional<WindowVerdict>>(Optional.empty());
        for (long until = end, from; until > oldest && newest.get().isEmpty(); until = from) {
            from = Math.max(oldest, until - stretch);
            committed.read(
                    partition,
                    from,
                    until,
                    record -> verdict(netuid, record).ifPresent(verdict -> newest.set(Optional.of(verdict))));
            stretch = Math.min(2 * stretch, LONGEST_STRETCH);
        }
        if (newest.get().isEmpty() && oldest > begin) {
            LOG.warn(
                    "no verdict of subnet {} in the last {} offsets of {}: none is assumed",
                    netuid,
                    MOST_OFFSETS,
                    partition);
        }
        return newest.get();
    }

    private Optional<WindowVerdict> verdict(int netuid, ConsumerRecord<byte[], byte[]> record) {
        return isOf(netuid, record)
                        && deserializer.deserialize(record.topic(), record.headers(), record.value())
                                instanceof Understood(WindowVerdict verdict)
                        && verdict.netuid() == netuid
                ? Optional.of(verdict)
                : Optional.empty();
    }

    /** By the key: a verdict is large. */
    private static boolean isOf(int netuid, ConsumerRecord<byte[], byte[]> record) {
        return Arrays.equals(record.key(), Integer.toString(netuid).getBytes(UTF_8));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the newest verdict was looked for", e);
        }
    }
}
