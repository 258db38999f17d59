package io.assay.localnet.rolling;

import io.assay.evaluation.EvaluationApplication;
import io.assay.ingest.GradientIngestApplication;
import io.assay.localnet.Localnet;
import io.assay.localnet.part.ServiceProcess;
import io.assay.localnet.part.Services;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.RatingApplication;
import io.assay.weights.WeightSetterApplication;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Restarts the services of a localnet one after another, each when it has its hands full, while windows go on. */
public final class RollingRestart implements AutoCloseable {
    /** How long a service may take to end; deploy/k8s gives it longer. */
    public static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<Turn> TURNS = List.of(
            new Turn(GradientIngestApplication.NAME, WindowClosing.class::isInstance),
            new Turn(EvaluationApplication.NAME, event -> event instanceof GradientArrived arrived && arrived.drawn()),
            new Turn(RatingApplication.NAME, LossDelta.class::isInstance),
            new Turn(WeightSetterApplication.NAME, WeightsPlanned.class::isInstance));

    private final Localnet localnet;
    private final Narration narration;

    /** Of a localnet whose services are processes of their own. */
    public RollingRestart(Localnet localnet) {
        this.localnet = localnet;
        this.narration = new Narration(localnet);
    }

    /** A service, and the event after which it is in the middle of something. */
    private record Turn(String service, Predicate<Event> busy) {}

    /** Their names, in the order of the restarts. */
    public static List<String> services() {
        return TURNS.stream().map(Turn::service).toList();
    }

    /** Restarts one; returns when it is ready. */
    public Restart restart(String service) throws InterruptedException {
        var process = localnet.services().process(service);
        narration.await(turn(service).busy(), SOON);
        var watch = ReadinessWatch.of(process.address());
        var signalled = System.nanoTime();
        process.terminate();
        var status = process.ended(GRACE);
        var drained = since(signalled);
        var readiness = watch.stop();
        return new Restart(service, drained, status, readiness, backAfter(process));
    }

    /** Waits for the next verdict. */
    public void awaitVerdict() throws InterruptedException {
        narration.await(WindowVerdict.class::isInstance, SOON);
    }

    /** Keys of events that are on the record more than once. */
    public List<String> saidTwice() {
        return narration.twice();
    }

    private static Turn turn(String service) {
        return TURNS.stream()
                .filter(turn -> turn.service().equals(service))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no service " + service));
    }

    private static Duration backAfter(ServiceProcess process) {
        var begun = System.nanoTime();
        process.startAgain();
        Services.awaitReady(process.address());
        return since(begun);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Override
    public void close() {
        narration.close();
    }
}
