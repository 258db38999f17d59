package io.assay.localnet.part;

import io.assay.evaluation.EvaluationApplication;
import io.assay.evaluation.metrics.DeviceTimes;
import io.assay.ingest.GradientIngestApplication;
import io.assay.rating.RatingApplication;
import io.assay.weights.WeightSetterApplication;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.springframework.context.ConfigurableApplicationContext;

/** The four services, each its own Spring context with its own ports. */
public final class Services implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final List<Kind> FLOW = List.of(
            new Kind(1, "gradient-ingest-service", GradientIngestApplication::start),
            new Kind(2, "evaluation-service", EvaluationApplication::start),
            new Kind(3, "rating-service", RatingApplication::start),
            new Kind(4, "weight-setter-service", WeightSetterApplication::start));

    private final List<ServiceAddress> addresses;
    private final List<ConfigurableApplicationContext> contexts;

    private Services(List<ServiceAddress> addresses, List<ConfigurableApplicationContext> contexts) {
        this.addresses = addresses;
        this.contexts = contexts;
    }

    /** A service, by its place in the flow. */
    private record Kind(int place, String name, Function<String[], ConfigurableApplicationContext> starter) {
        ServiceAddress address(Ports ports) {
            return new ServiceAddress(name, ports.service(place), ports.management(place));
        }
    }

    /** Starts all four at once and waits for them. */
    public static Services start(Ports ports, List<String> shared) {
        var starts = new ArrayList<Callable<ConfigurableApplicationContext>>();
        var addresses = new ArrayList<ServiceAddress>();
        for (var kind : FLOW) {
            var address = kind.address(ports);
            addresses.add(address);
            var args = new ArrayList<>(shared);
            args.addAll(address.settings());
            starts.add(() -> kind.starter.apply(args.toArray(String[]::new)));
        }
        var started = new Services(addresses, startAll(starts));
        addresses.forEach(Services::awaitReady);
        return started;
    }

    /** A service that has started may still be reading the record. */
    private static void awaitReady(ServiceAddress address) {
        var until = Instant.now().plus(READY);
        while (!address.health().equals("UP")) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException(address.name() + " is not ready after " + READY.toSeconds()
                        + " s: see the log, and " + address.management() + "/actuator/health");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static List<ConfigurableApplicationContext> startAll(
            List<Callable<ConfigurableApplicationContext>> starts) {
        var started = new ArrayList<ConfigurableApplicationContext>();
        try (var pool = Executors.newFixedThreadPool(starts.size())) {
            for (var future : pool.invokeAll(starts)) {
                started.add(future.get());
            }
            return started;
        } catch (ExecutionException e) {
            started.forEach(ConfigurableApplicationContext::close);
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

    /** Seconds that the devices of all evaluation workers have computed so far. */
    public double deviceSeconds() {
        return contexts.stream()
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
        contexts.reversed().forEach(ConfigurableApplicationContext::close);
    }
}
