package io.assay.rating.kafka;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.hparams.HParams;
import io.assay.rating.Subnets;
import io.assay.rating.core.SettleState.Head;
import io.assay.rating.core.WindowTransition.Before;
import io.assay.service.kafka.EventDeserializer;
import io.assay.service.kafka.Received.Poison;
import io.assay.service.kafka.Received.Understood;
import io.assay.service.trace.Traces;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each record to its subnet; the subnets of a partition are known by their state or their first record. */
final class RatingProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(RatingProcessor.class);

    private final EventDeserializer deserializer = new EventDeserializer();
    private final Map<Integer, RatedSubnet> rated = new HashMap<>();
    private final Subnets subnets;
    private final RatingMeters meters;
    private final LastVerdicts record;
    private final Traces traces;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private RatingSinks sinks;

    RatingProcessor(Subnets subnets, RatingMeters meters, LastVerdicts record, Traces traces) {
        this.subnets = subnets;
        this.meters = meters;
        this.record = record;
        this.traces = traces;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        sinks = new RatingSinks(context, meters, traces);
        close();
        subnets.all().stream().filter(hparams -> store(hparams).hasHead()).forEach(this::open);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var topic = context.recordMetadata().orElseThrow().topic();
        switch (deserializer.deserialize(topic, record.headers(), record.value())) {
            case Poison poison -> sinks.bury(record, poison.reason());
            case Understood(var event)
            when !Topics.of(event).topic().equals(topic) ->
                sinks.bury(record, "a " + event.type() + " does not belong in " + topic);
            case Understood(var event) ->
                subnet(event).ifPresentOrElse(subnet -> subnet.receive(record, event), meters::otherSubnet);
        }
    }

    private Optional<RatedSubnet> subnet(Event event) {
        var known = rated.get(event.netuid());
        return known == null ? subnets.find(event.netuid()).map(this::first) : Optional.of(known);
    }

    /** A subnet without state: if its chain was begun elsewhere, it goes on from there. */
    private RatedSubnet first(HParams hparams) {
        var store = store(hparams);
        var newest = record.newest(hparams.netuid());
        newest.ifPresent(verdict -> LOG.info(
                "no state of subnet {}: its chain goes on from the verdict of window {} on the record",
                hparams.netuid(),
                verdict.window()));
        store.begin(newest.map(verdict -> new Head(verdict.window(), Before.after(verdict)))
                .orElse(Head.FIRST));
        return open(hparams);
    }

    private RatedSubnet open(HParams hparams) {
        var subnet = new RatedSubnet(hparams, store(hparams), sinks, meters);
        rated.put(hparams.netuid(), subnet);
        return subnet;
    }

    private SettleStore store(HParams hparams) {
        return new SettleStore(context.getStateStore(RatingTopology.STORE), hparams.netuid());
    }

    @Override
    public void close() {
        rated.values().forEach(RatedSubnet::close);
        rated.clear();
    }
}
