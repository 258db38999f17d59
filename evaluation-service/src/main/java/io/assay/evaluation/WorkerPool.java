package io.assay.evaluation;

import io.assay.evaluation.core.ClosingWindows;
import io.assay.evaluation.job.JobRunner;
import io.assay.evaluation.job.Measuring;
import io.assay.evaluation.job.OutcomePublisher;
import io.assay.evaluation.job.Preparation;
import io.assay.evaluation.job.RecentOutcomes;
import io.assay.evaluation.kafka.Device;
import io.assay.evaluation.kafka.EvaluationWorker;
import io.assay.evaluation.kafka.SettledWindows;
import io.assay.evaluation.kafka.ShareGroup;
import io.assay.evaluation.metrics.DeviceTimes;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.evaluation.model.Baselines;
import io.assay.evaluation.model.CatchUp;
import io.assay.evaluation.model.CheckpointPublisher;
import io.assay.evaluation.model.Divergence;
import io.assay.evaluation.model.TestData;
import io.assay.evaluation.model.Workbench;
import io.assay.model.InitialModel;
import io.assay.model.LanguageModel;
import io.assay.model.ModelHistory;
import io.assay.model.TorchEngine;
import io.assay.protocol.hparams.HParams;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.settings.KafkaSettings;
import io.assay.service.trace.Traces;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/** This instance's workers, each with a model of its own. */
public final class WorkerPool {
    private final EvaluationProperties properties;
    private final KafkaSettings kafka;
    private final HParams hparams;
    private final TorchEngine engine;
    private final InitialModel initial;
    private final TestData data;
    private final ModelHistory history;
    private final CheckpointPublisher checkpoints;
    private final ClosingWindows closing;
    private final SettledWindows settled;
    private final Preparation preparation;
    private final Measuring measuring;
    private final OutcomePublisher outcomes;
    private final RecentOutcomes recent;
    private final DeadLetters deadLetters;
    private final EvaluationMeters meters;
    private final Traces traces;
    private final Baselines baselines = new Baselines();
    private final List<EvaluationWorker> workers = new CopyOnWriteArrayList<>();
    private final DeviceTimes times;
    private final List<Seat> seats;

    /** Makes the benches; nothing runs yet. */
    WorkerPool(
            EvaluationProperties properties,
            KafkaSettings kafka,
            HParams hparams,
            TorchEngine engine,
            InitialModel initial,
            TestData data,
            ModelHistory history,
            CheckpointPublisher checkpoints,
            ClosingWindows closing,
            SettledWindows settled,
            Preparation preparation,
            Measuring measuring,
            OutcomePublisher outcomes,
            RecentOutcomes recent,
            DeadLetters deadLetters,
            EvaluationMeters meters,
            DeviceTimes times,
            Traces traces) {
        this.properties = properties;
        this.kafka = kafka;
        this.hparams = hparams;
        this.engine = engine;
        this.initial = initial;
        this.data = data;
        this.history = history;
        this.checkpoints = checkpoints;
        this.closing = closing;
        this.settled = settled;
        this.preparation = preparation;
        this.measuring = measuring;
        this.outcomes = outcomes;
        this.recent = recent;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.traces = traces;
        this.times = times;
        this.seats = IntStream.rangeClosed(1, properties.workers())
                .mapToObj(this::seat)
                .toList();
    }

    /** A worker's bench and the thread it belongs to. */
    public record Seat(String worker, Workbench bench, Divergence divergence, Device device) {}

    /** All benches. */
    public List<Seat> seats() {
        return seats;
    }

    /** Configures the group and makes a worker for each bench. */
    List<EvaluationWorker> workers(Admin admin) {
        var group = new ShareGroup(properties.workerGroup(), properties.lockDuration());
        group.configure(admin);
        seats.forEach(seat -> workers.add(worker(group, seat)));
        return List.copyOf(workers);
    }

    /** Something was learnt that may give workers something to do. */
    void wake() {
        workers.forEach(EvaluationWorker::wake);
    }

    private Seat seat(int number) {
        var worker = properties.name() + "-" + number;
        var progress = new CatchUp(worker, history::newest, meters, InstantSource.system());
        var bench = new Workbench(
                worker,
                hparams,
                data,
                baselines,
                history,
                () -> LanguageModel.create(engine, hparams, properties.computation(), initial),
                properties.directory(),
                progress.and(checkpoints::reached),
                meters,
                times.of(worker));
        meters.watchWindow(worker, bench::window);
        meters.watchBehind(worker, progress::behind);
        var divergence = new Divergence(worker, meters, InstantSource.system());
        return new Seat(worker, bench, divergence, new Device(worker, bench));
    }

    private EvaluationWorker worker(ShareGroup group, Seat seat) {
        var terms = new JobRunner.Terms(hparams.netuid(), seat.worker(), properties.patience());
        var runner = new JobRunner(
                terms,
                seat.bench(),
                seat.divergence(),
                history,
                closing,
                settled::through,
                preparation,
                measuring,
                outcomes,
                recent,
                deadLetters,
                meters);
        return new EvaluationWorker(
                new EvaluationWorker.Terms(
                        seat.worker(),
                        properties.prefetch(),
                        group.lock().dividedBy(3),
                        properties.patience(),
                        properties.maxDeliveries()),
                () -> group.member(kafka),
                runner,
                seat.device(),
                deadLetters,
                meters,
                traces,
                InstantSource.system());
    }
}
