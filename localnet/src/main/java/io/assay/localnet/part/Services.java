package io.assay.localnet.part;

import io.assay.evaluation.EvaluationApplication;
import io.assay.evaluation.metrics.DeviceTimes;
import io.assay.ingest.GradientIngestApplication;
import io.assay.rating.RatingApplication;
import io.assay.weights.WeightSetterApplication;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;

/** The four services, each its own Spring context with its own ports, in this JVM or in one of its own. */
public final class Services implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final List<Kind> FLOW = List.of(
            new Kind(
                    1,
                    GradientIngestApplication.NAME,
                    GradientIngestApplication.class,
                    GradientIngestApplication::start),
            new Kind(2, EvaluationApplication.NAME, EvaluationApplication.class, EvaluationApplication::start),
            new Kind(3, RatingApplication.NAME, RatingApplication.class, RatingApplication::start),
            new Kind(4, WeightSetterApplication.NAME, WeightSetterApplication.class, WeightSetterApplication::start));

    private final List<ServiceAddress> addresses;
    private final List<RunningService> running;

    private Services(List<ServiceAddress> addresses, List<RunningService> running) {
        this.addresses = addresses;
        this.running = running;
    }

    /** A service, by its place in the flow. */
    private record Kind(
            int place, String name, Class<?> main, Function<String[], ConfigurableApplicationContext> starter) {
        ServiceAddress address(Ports ports) {
            return new ServiceAddress(name, ports.service(place), ports.management(place));
        }

        RunningService here(ServiceAddress address, List<String> shared) {
            // Who holds the contexts closes them, in an order of its own.
            var settings = settings(address, shared);
            settings.add("--spring.main.register-shutdown-hook=false");
            return new RunningService.Here(starter.apply(settings.toArray(String[]::new)));
        }

        RunningService apart(ServiceAddress address, List<String> shared, Path logs) {
            return new RunningService.Apart(ServiceProcess.start(address, main, settings(address, shared), logs));
        }

        private static List<String> settings(ServiceAddress address, List<String> shared) {
            var settings = new ArrayList<>(shared);
            settings.addAll(address.settings());
            return settings;
        }
    }

    /** Starts how a service runs. */
    private interface Start {
        RunningService of(Kind kind, ServiceAddress address);
    }

    /** Starts all four in this JVM at once and waits for them. */
    public static Services start(Ports ports, List<String> shared) {
        return start(ports, (kind, address) -> kind.here(address, shared));
    }

    /** Starts each of the four in a JVM of its own, which writes {@code NAME.log} in the folder, and waits for them. */
    public static Services startApart(Ports ports, List<String> shared, Path logs) {
        return start(ports, (kind, address) -> kind.apart(address, shared, logs));
    }

    private static Services start(Ports ports, Start how) {
        var starts = new ArrayList<Callable<RunningService>>();
        var addresses = new ArrayList<ServiceAddress>();
        for (var kind : FLOW) {
            var address = kind.address(ports);
            addresses.add(address);
            starts.add(() -> how.of(kind, address));
        }
        var started = new Services(addresses, startAll(starts));
        try {
            addresses.forEach(Services::awaitReady);
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /** Waits for a service; one that has started may still be reading the record. */
    public static void awaitReady(ServiceAddress address) {
        var until = Instant.now().plus(READY);
        while (!address.health().equals("UP")) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException(address.name() + " is not ready after " + READY.toSeconds()
                        + " s: see the log, and " + address.management() + "/actuator/health");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static List<RunningService> startAll(List<Callable<RunningService>> starts) {
        var started = new ArrayList<RunningService>();
        try (var pool = Executors.newFixedThreadPool(starts.size())) {
            for (var future : pool.invokeAll(starts)) {
                started.add(future.get());
            }
            return started;
        } catch (ExecutionException e) {
            started.forEach(RunningService::close);
            throw new IllegalStateException("a service does not start: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the services start", e);
        }
    }

    /** Where they are. */
    public List<ServiceAddress> addresses() {
        return addresses;
    }

    /** Where miners' notices go. */
    public ServiceAddress ingest() {
        return addresses.getFirst();
    }

    /** The one of that name, where each is a process of its own. */
    public ServiceProcess process(String name) {
        return running.stream()
                .flatMap(service ->
                        service instanceof RunningService.Apart(var process) ? Stream.of(process) : Stream.empty())
                .filter(process -> process.address().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no process is the " + name));
    }

    /** Seconds that the devices of all evaluation workers in this JVM have computed so far. */
    public double deviceSeconds() {
        return running.stream()
                .flatMap(service ->
                        service instanceof RunningService.Here(var context) ? Stream.of(context) : Stream.empty())
                .filter(context -> EvaluationApplication.NAME.equals(
                        context.getEnvironment().getProperty("spring.application.name")))
                .map(context -> context.getBean(MeterRegistry.class))
                .flatMap(meters -> meters.find(DeviceTimes.METER).functionCounters().stream())
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    /** Stops them, the last of the flow first. */
    @Override
    public void close() {
        running.reversed().forEach(RunningService::close);
    }
}
