package io.assay.rating.kafka;

import io.assay.protocol.Topics;
import io.assay.protocol.hparams.HParams;
import io.assay.rating.RatingProperties;
import io.assay.rating.Subnets;
import io.assay.service.kafka.GroupLag;
import io.assay.service.settings.KafkaSettings;
import io.assay.service.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The running topology, one member of the group of those that rate the same subnets. */
public final class RatingStreams implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RatingStreams.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaStreams streams;
    private final RatingGroup group;
    private final Admin admin;

    /**
     * The topology, not yet running.
     *
     * @param record where a subnet without state goes on from
     */
    public RatingStreams(
            RatingProperties rating,
            KafkaSettings kafka,
            Subnets subnets,
            RatingMeters meters,
            LastVerdicts record,
            Admin admin,
            Traces traces) {
        this(properties(rating, kafka, subnets), subnets, meters, record, rating.standbyReplicas(), admin, traces);
    }

    RatingStreams(
            Properties properties,
            Subnets subnets,
            RatingMeters meters,
            LastVerdicts record,
            int standbyReplicas,
            Admin admin,
            Traces traces) {
        this.admin = admin;
        group = new RatingGroup(properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG), standbyReplicas);
        streams = new KafkaStreams(RatingTopology.of(subnets, meters, record, traces), properties);
        streams.setStateListener((state, _) -> tell(state));
        // Not replaced: what ended one thread would end the next; liveness tells and the process is restarted.
        streams.setUncaughtExceptionHandler(e -> {
            LOG.error("the settlement ended", e);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        meters.tasks(
                () -> tasks(ThreadMetadata::activeTasks).size(),
                () -> tasks(ThreadMetadata::standbyTasks).size());
    }

    static Properties properties(RatingProperties rating, KafkaSettings kafka, Subnets subnets) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(rating, subnets));
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.brokers());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, rating.directory().toString());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) kafka.replication());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, rating.threads());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_RECORD_BYTES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        return properties;
    }

    /** Instances that rate different subnets are different groups: each reads all it needs. */
    static String applicationId(RatingProperties rating, Subnets subnets) {
        return subnets.all().stream()
                .map(HParams::netuid)
                .map(String::valueOf)
                .collect(Collectors.joining("-", rating.applicationId() + "-", ""));
    }

    /** How far the group of those that rate these subnets is behind. */
    public static GroupLag lag(RatingProperties rating, Subnets subnets, Admin admin, MeterRegistry meters) {
        var read = List.of(Topics.WINDOWS.topic(), Topics.LOSS_DELTAS.topic());
        return GroupLag.ofStreamsGroup(admin, applicationId(rating, subnets), read, meters);
    }

    /** What the topology is doing. */
    public State state() {
        return streams.state();
    }

    @Override
    public void start() {
        try {
            RatingGroup.requireSamePartitions(admin);
            group.configure(admin);
        } catch (RuntimeException e) {
            streams.close(PATIENCE);
            throw e;
        }
        streams.start();
    }

    /** Leaves the group, so that another instance takes over at once and not when the session has run out. */
    @Override
    public void stop() {
        LOG.info("the settlement stops, commits and hands over to the others of the group {}", group.id());
        var options = CloseOptions.timeout(PATIENCE).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(options)) {
            LOG.warn(
                    "the settlement did not end within {}: the others of the group {} wait for its session to end",
                    PATIENCE,
                    group.id());
        }
    }

    @Override
    public boolean isRunning() {
        return streams.state().isRunningOrRebalancing();
    }

    private void tell(State state) {
        switch (state) {
            case CREATED, PENDING_SHUTDOWN, PENDING_ERROR -> {
                // said where it is begun
            }
            case REBALANCING ->
                LOG.info("the settlement waits for the group {} to say which tasks are its own", group.id());
            case RUNNING ->
                LOG.info(
                        "the settlement runs in the group {}: settles tasks {}, stands by for {}",
                        group.id(),
                        tasks(ThreadMetadata::activeTasks),
                        tasks(ThreadMetadata::standbyTasks));
            case NOT_RUNNING -> LOG.info("the settlement has stopped and left the group {}", group.id());
            case ERROR -> LOG.error("the settlement has ended for good: restart this instance");
        }
    }

    private Set<String> tasks(Function<ThreadMetadata, Set<TaskMetadata>> kind) {
        try {
            return streams.metadataForLocalThreads().stream()
                    .flatMap(thread -> kind.apply(thread).stream())
                    .map(task -> task.taskId().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IllegalStateException _) {
            // not started yet, or ended
            return Set.of();
        }
    }
}
