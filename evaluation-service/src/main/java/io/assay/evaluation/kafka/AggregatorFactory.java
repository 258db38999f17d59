package io.assay.evaluation.kafka;

import io.assay.evaluation.job.Aggregation;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.protocol.hparams.HParams;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.kafka.EventDeserializer;
import io.assay.service.kafka.EventPublisher;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.kafka.KafkaConfiguration.DeclaredTopics;
import io.assay.service.model.ModelObjects;
import io.assay.service.settings.KafkaSettings;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Makes aggregators; takes the declared topics as proof that they are there. */
public final class AggregatorFactory {
    private final KafkaSettings kafka;
    private final HParams hparams;
    private final ModelObjects objects;
    private final Aggregation aggregation;
    private final EventPublisher publisher;
    private final DeadLetters deadLetters;
    private final EvaluationMeters meters;

    /** A factory of one subnet's aggregators. */
    public AggregatorFactory(
            KafkaSettings kafka,
            HParams hparams,
            ModelObjects objects,
            Aggregation aggregation,
            EventPublisher publisher,
            DeadLetters deadLetters,
            EvaluationMeters meters,
            DeclaredTopics declared) {
        this.kafka = kafka;
        this.hparams = hparams;
        this.objects = objects;
        this.aggregation = aggregation;
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    /** An aggregator that has not joined its group yet. */
    public Aggregator create(String group) {
        var config = KafkaClients.consumer(kafka);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new Aggregator(
                hparams.netuid(),
                new KafkaConsumer<>(config, new StringDeserializer(), new EventDeserializer()),
                () -> AdvanceLedger.replay(kafka, hparams.netuid(), objects),
                aggregation,
                publisher,
                deadLetters,
                meters);
    }
}
