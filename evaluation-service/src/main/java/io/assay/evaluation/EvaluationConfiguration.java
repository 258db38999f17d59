package io.assay.evaluation;

import io.assay.evaluation.core.ClosingWindows;
import io.assay.evaluation.job.Aggregation;
import io.assay.evaluation.job.Measuring;
import io.assay.evaluation.job.OutcomePublisher;
import io.assay.evaluation.job.Preparation;
import io.assay.evaluation.job.RecentOutcomes;
import io.assay.evaluation.kafka.AggregatorFactory;
import io.assay.evaluation.kafka.SettledWindows;
import io.assay.evaluation.metrics.DeviceTimes;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.evaluation.model.CheckpointPublisher;
import io.assay.evaluation.model.ModelArchive;
import io.assay.evaluation.model.NextModel;
import io.assay.evaluation.model.TestData;
import io.assay.evaluation.model.TimedArchive;
import io.assay.evaluation.s3.GradientSource;
import io.assay.evaluation.web.EvaluationsController;
import io.assay.evaluation.web.ModelController;
import io.assay.gradient.GradientLayout;
import io.assay.model.ModelHistory;
import io.assay.model.SelfTest;
import io.assay.model.TorchEngine;
import io.assay.model.data.AssignedData;
import io.assay.model.data.Corpus;
import io.assay.protocol.Topics;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.LlamaConfigJson.TokenIds;
import io.assay.service.kafka.EventPublisher;
import io.assay.service.kafka.GroupLag;
import io.assay.service.kafka.KafkaConfiguration.DeclaredTopics;
import io.assay.service.model.ModelObjects;
import io.assay.service.s3.ObjectStore;
import io.assay.service.settings.KafkaSettings;
import io.assay.service.settings.StoreSettings;
import io.assay.service.web.openapi.OpenApiConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
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
    EvaluationsController.class,
    OpenApiConfiguration.class
})
public class EvaluationConfiguration {
    private static final int RECENT_OUTCOMES = 8192;
    private static final Duration RETURN_OF_A_STEP = Duration.ofSeconds(30);
    private static final int RECENT_WINDOWS = 32;

    @Bean
    OpenAPI openApi() {
        return OpenApiConfiguration.titled(
                "Assay evaluation service", "What this instance measured last, and where its models stand. Read-only.");
    }

    @Bean
    EvaluationMeters evaluationMeters(MeterRegistry meters) {
        return new EvaluationMeters(meters);
    }

    @Bean
    DeviceTimes deviceTimes(MeterRegistry meters) {
        return new DeviceTimes(meters, System::nanoTime);
    }

    /** Nothing that computes something else than it should, or has not the memory for it, gets any further. */
    @Bean
    TorchEngine torchEngine(EvaluationProperties properties, HParams hparams) {
        MemoryNeed.of(hparams.model(), properties).require();
        var engine = TorchEngine.open(properties.operationThreads());
        SelfTest.run(engine, hparams, properties.computation());
        return engine;
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
    TestData testData(HParams hparams, Corpus corpus) {
        return new TestData(new AssignedData(hparams, corpus));
    }

    @Bean
    ModelHistory modelHistory(
            HParams hparams, ModelObjects objects, EvaluationProperties properties, DeviceTimes times) {
        var archive = new TimedArchive(new ModelArchive(objects), times);
        return new ModelHistory(hparams.netuid(), archive, properties.compareEvery());
    }

    @Bean(destroyMethod = "close")
    CheckpointPublisher checkpointPublisher(
            HParams hparams,
            Corpus corpus,
            ModelObjects objects,
            EvaluationProperties properties,
            ModelHistory history,
            EvaluationMeters meters) {
        return new CheckpointPublisher(
                hparams, tokens(corpus), objects, made(properties), history, properties.checkpointsKept(), meters);
    }

    @Bean
    NextModel nextModel(ModelHistory history, WorkerPool pool) {
        var sources = pool.seats().stream()
                .map(seat -> new NextModel.Source(seat.bench(), seat.divergence()))
                .toList();
        return new NextModel(history, sources, RETURN_OF_A_STEP);
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
    ClosingWindows closingWindows(HParams hparams) {
        return new ClosingWindows(hparams.netuid());
    }

    @Bean
    Preparation preparation(GradientSource gradients, HParams hparams, TestData data, EvaluationProperties properties) {
        return new Preparation(gradients, GradientLayout.of(hparams), data, properties.patience());
    }

    @Bean
    Measuring measuring() {
        return new Measuring(InstantSource.system());
    }

    @Bean
    Aggregation aggregation(
            HParams hparams,
            GradientSource gradients,
            ModelObjects objects,
            NextModel next,
            CheckpointPublisher checkpoints,
            EvaluationMeters meters) {
        return new Aggregation(hparams, gradients, objects, next, checkpoints, meters);
    }

    @Bean
    GroupLag groupLag(EvaluationProperties properties, Admin admin, MeterRegistry meters) {
        var read = List.of(Topics.GRADIENT_ARRIVALS.topic());
        return GroupLag.ofShareGroup(admin, properties.workerGroup(), read, meters);
    }

    @Bean
    EvaluationHealth modelsHealthIndicator(EvaluationLifecycle lifecycle, WorkerPool pool) {
        return new EvaluationHealth(lifecycle, pool);
    }

    private static TokenIds tokens(Corpus corpus) {
        return new TokenIds(
                null,
                corpus.end() == Corpus.NO_END ? null : corpus.end(),
                corpus.padding() == Corpus.NO_PADDING ? null : corpus.padding());
    }

    private static Path made(EvaluationProperties properties) {
        try {
            return Files.createDirectories(properties.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + properties.directory() + " cannot be made", e);
        }
    }
}
