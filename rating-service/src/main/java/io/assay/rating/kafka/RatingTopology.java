package io.assay.rating.kafka;

import io.assay.protocol.Topics;
import io.assay.rating.Subnets;
import io.assay.service.trace.Traces;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** {@code windows} and {@code loss-deltas} into one processor with one store; verdicts, standings, dead letters out. */
public final class RatingTopology {
    static final String STORE = "settlement";
    private static final String PROCESSOR = "rating";

    private RatingTopology() {}

    /** The topology without spans. */
    static Topology of(Subnets subnets, RatingMeters meters, LastVerdicts record) {
        return of(subnets, meters, record, Traces.off());
    }

    /** The topology; the names of its sinks are those of their topics. */
    public static Topology of(Subnets subnets, RatingMeters meters, LastVerdicts record, Traces traces) {
        var topology = new Topology();
        topology.addSource(
                        AutoOffsetReset.earliest(),
                        "records",
                        (read, _) -> timestamp(read.timestamp()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.WINDOWS.topic(),
                        Topics.LOSS_DELTAS.topic())
                .addProcessor(PROCESSOR, () -> new RatingProcessor(subnets, meters, record, traces), "records");
        var limits = Map.of("max.message.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                        .withLoggingEnabled(limits),
                PROCESSOR);
        addSink(topology, Topics.WINDOW_VERDICTS.topic());
        addSink(topology, Topics.PEER_STANDINGS.topic());
        addSink(topology, Topics.WINDOWS.deadLetters());
        addSink(topology, Topics.LOSS_DELTAS.deadLetters());
        return topology;
    }

    /** A record without a time would end the stream by default, each time it is read. */
    static long timestamp(long written) {
        return Math.max(0, written);
    }

    private static void addSink(Topology topology, String topic) {
        topology.addSink(topic, topic, new ByteArraySerializer(), new ByteArraySerializer(), PROCESSOR);
    }

    static String deadLetters(String topic) {
        return topic.equals(Topics.WINDOWS.topic()) ? Topics.WINDOWS.deadLetters() : Topics.LOSS_DELTAS.deadLetters();
    }
}
