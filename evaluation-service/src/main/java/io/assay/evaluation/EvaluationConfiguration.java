package io.assay.evaluation;

import io.assay.evaluation.job.Aggregation;
import io.assay.evaluation.job.Measuring;
import io.assay.evaluation.job.OutcomePublisher;
import io.assay.evaluation.job.RecentOutcomes;
import io.assay.evaluation.kafka.AggregatorFactory;
import io.assay.evaluation.kafka.SettledWindows;
import io.assay.evaluation.metrics.DeviceTimes;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.evaluation.model.CheckpointPublisher;
import io.assay.evaluation.model.ModelArchive;
import io.assay.evaluation.model.TestData;
import io.assay.evaluation.model.TimedArchive;
import io.assay.evaluation.model.TimedProgress;
import io.assay.evaluation.s3.GradientSource;
import io.assay.evaluation.web.EvaluationsController;
import io.assay.evaluation.web.ModelController;
import io.assay.gradient.GradientLayout;
import io.assay.model.ModelHistory;
import io.assay.model.TorchEngine;
import io.assay.model.data.AssignedData;
import io.assay.model.data.WordNetCorpus;
import io.assay.protocol.hparams.HParams;
import io.assay.service.kafka.EventPublisher;
import io.assay.service.kafka.KafkaConfiguration.DeclaredTopics;
import io.assay.service.model.ModelObjects;
import io.assay.service.s3.ObjectStore;
import io.assay.service.settings.KafkaSettings;
import io.assay.service.settings.StoreSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans of the evaluation service; {@link EvaluationLifecycle} starts and stops what runs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EvaluationProperties.class)
@Import({
    WorkerPool.class,
    EvaluationLifecycle.class,
    AggregatorFactory.class,
    ModelController.class,
    EvaluationsController.class
})
public class EvaluationConfiguration {
    private static final int RECENT_OUTCOMES = 8192;
    private static final int RECENT_WINDOWS = 32;

    @Bean
    EvaluationMeters evaluationMeters(MeterRegistry meters) {
        return new EvaluationMeters(meters);
    }

    @Bean
    DeviceTimes deviceTimes(MeterRegistry meters) {
        return new DeviceTimes(meters, System::nanoTime);
    }

    @Bean
    TorchEngine torchEngine(EvaluationProperties properties) {
        return TorchEngine.open(properties.threads());
    }

    @Bean
    GradientSource gradientSource(ObjectStore store, HParams hparams) {
        return new GradientSource(store, GradientLayout.of(hparams));
    }

    @Bean
    ModelObjects modelObjects(ObjectStore store, StoreSettings settings, HParams hparams) {
        return new ModelObjects(
                store, settings.ownBucket(), hparams.netuid(), hparams.model().parameterCount());
    }

    @Bean
    TestData testData(HParams hparams) {
        return new TestData(new AssignedData(hparams, WordNetCorpus.load(hparams.sequenceLength())));
    }

    @Bean
    ModelHistory modelHistory(
            HParams hparams,
            ModelObjects objects,
            EvaluationProperties properties,
            EvaluationMeters meters,
            DeviceTimes times,
            ObjectProvider<ModelHistory> self) {
        var directory = made(properties);
        var progress = new CheckpointPublisher(
                hparams,
                objects,
                directory,
                () -> self.getObject().firstWindow(),
                window -> self.getObject().checkpointed(window),
                meters);
        return new ModelHistory(
                hparams.netuid(),
                new TimedArchive(new ModelArchive(objects), times),
                new TimedProgress(progress, times));
    }

    @Bean(destroyMethod = "close")
    SettledWindows settledWindows(KafkaSettings kafka, HParams hparams, ModelHistory history, DeclaredTopics declared) {
        return new SettledWindows(kafka, hparams.netuid(), history::note);
    }

    @Bean
    RecentOutcomes recentOutcomes() {
        return new RecentOutcomes(RECENT_OUTCOMES, RECENT_WINDOWS);
    }

    @Bean
    OutcomePublisher outcomePublisher(EventPublisher publisher, RecentOutcomes recent, EvaluationMeters meters) {
        return new OutcomePublisher(publisher, recent, meters);
    }

    @Bean
    Measuring measuring(GradientSource gradients) {
        return new Measuring(gradients, InstantSource.system());
    }

    @Bean
    Aggregation aggregation(HParams hparams, GradientSource gradients, ModelObjects objects, EvaluationMeters meters) {
        return new Aggregation(hparams, gradients, objects, meters);
    }

    @Bean
    EvaluationHealth modelsHealthIndicator(EvaluationLifecycle lifecycle, WorkerPool pool) {
        return new EvaluationHealth(lifecycle, pool);
    }

    private static Path made(EvaluationProperties properties) {
        try {
            return Files.createDirectories(properties.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + properties.directory() + " cannot be made", e);
        }
    }
}
