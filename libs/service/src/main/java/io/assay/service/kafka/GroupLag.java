package io.assay.service.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListStreamsGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * How many records of a topic a group still has before it, as the broker knows: the gauge {@code assay.lag.records} by
 * group and topic. Asked from time to time, never while metrics are read; not a number until the first answer.
 */
public final class GroupLag implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(GroupLag.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final String group;
    private final Source source;
    private final Map<String, Double> lags = new ConcurrentHashMap<>();
    private volatile boolean running;
    private @Nullable Thread thread;

    /** Asks how far behind a group is. */
    @FunctionalInterface
    private interface Source {
        Map<TopicPartition, Long> ask() throws ExecutionException, InterruptedException, TimeoutException;
    }

    private GroupLag(String group, Collection<String> topics, Source source, MeterRegistry meters) {
        this.group = group;
        this.source = source;
        for (var topic : topics) {
            lags.put(topic, Double.NaN);
            Gauge.builder("assay.lag.records", lags, all -> all.getOrDefault(topic, Double.NaN))
                    .description("Records of the topic that the group still has before it")
                    .tag("group", group)
                    .tag("topic", topic)
                    .register(meters);
        }
    }

    /** Of a share group: what it has not yet accepted. */
    public static GroupLag ofShareGroup(Admin admin, String group, Collection<String> topics, MeterRegistry meters) {
        return new GroupLag(group, topics, () -> shared(admin, group), meters);
    }

    /** Of a Streams group: what it has not yet committed. */
    public static GroupLag ofStreamsGroup(Admin admin, String group, Collection<String> topics, MeterRegistry meters) {
        return new GroupLag(group, topics, () -> streamed(admin, group), meters);
    }

    private static Map<TopicPartition, Long> shared(Admin admin, String group)
            throws ExecutionException, InterruptedException, TimeoutException {
        var offsets = await(admin.listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(group));
        var lags = new HashMap<TopicPartition, Long>();
        offsets.forEach((partition, info) -> {
            if (info != null) {
                info.lag().ifPresent(lag -> lags.put(partition, lag));
            }
        });
        return lags;
    }

    private static Map<TopicPartition, Long> streamed(Admin admin, String group)
            throws ExecutionException, InterruptedException, TimeoutException {
        var offsets = await(admin.listStreamsGroupOffsets(Map.of(group, new ListStreamsGroupOffsetsSpec()))
                .partitionsToOffsetAndMetadata(group));
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        offsets.forEach((partition, committed) -> {
            if (committed != null) {
                asked.put(partition, OffsetSpec.latest());
            }
        });
        var ends = await(admin.listOffsets(asked).all());
        var lags = new HashMap<TopicPartition, Long>();
        ends.forEach((partition, end) -> {
            var committed = offsets.get(partition);
            if (committed != null) {
                lags.put(partition, Math.max(0, end.offset() - committed.offset()));
            }
        });
        return lags;
    }

    private static <T> T await(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            while (running) {
                ask();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws InterruptedException {
        try {
            var found = new HashMap<String, Double>();
            source.ask().forEach((partition, lag) -> found.merge(partition.topic(), (double) lag, Double::sum));
            lags.replaceAll((topic, _) -> found.getOrDefault(topic, Double.NaN));
        } catch (ExecutionException | TimeoutException e) {
            // What was true a while ago would look like the present.
            lags.replaceAll((_, _) -> Double.NaN);
            LOG.debug("the lag of {} cannot be asked for: {}", group, e.getMessage());
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name("lag-" + group).start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
