package io.assay.rating.kafka;

import io.assay.protocol.Topics;
import io.assay.protocol.hparams.HParams;
import io.assay.rating.RatingProperties;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The running topology. */
public final class RatingStreams implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RatingStreams.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaStreams streams;

    public RatingStreams(RatingProperties rating, KafkaSettings kafka, HParams hparams, RatingMeters meters) {
        streams = new KafkaStreams(RatingTopology.of(hparams, meters), properties(rating, kafka, hparams.netuid()));
        // Not replaced: what ended one thread would end the next; liveness tells and the process is restarted.
        streams.setUncaughtExceptionHandler(e -> {
            LOG.error("the settlement ended", e);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    static Properties properties(RatingProperties rating, KafkaSettings kafka, int netuid) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, rating.applicationId() + "-" + netuid);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.brokers());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, rating.directory().toString());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) kafka.replication());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_RECORD_BYTES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        return properties;
    }

    /** What the topology is doing. */
    public KafkaStreams.State state() {
        return streams.state();
    }

    @Override
    public void start() {
        streams.start();
    }

    @Override
    public void stop() {
        if (!streams.close(PATIENCE)) {
            LOG.warn("the settlement did not end within {}", PATIENCE);
        }
    }

    @Override
    public boolean isRunning() {
        return streams.state().isRunningOrRebalancing();
    }
}
