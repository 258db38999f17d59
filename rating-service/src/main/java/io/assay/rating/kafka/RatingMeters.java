package io.assay.rating.kafka;

import io.assay.protocol.hparams.HParams;
import io.assay.rating.Subnets;
import io.assay.rating.core.Step;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What the settlement counts: every way to end for a record or a window has a counter of its own, for each subnet. */
public final class RatingMeters {
    /** The tag of records whose subnet is not rated here: the numbers they name are not ours to count. */
    private static final String OTHER = "other";

    private final Map<Integer, Position> positions = new HashMap<>();
    private final MeterRegistry registry;

    /** All counters exist from the start, so that a rate can be taken from the first increment. */
    public RatingMeters(MeterRegistry registry, Subnets subnets) {
        this.registry = registry;
        ignored(OTHER, Step.Reason.OTHER_SUBNET);
        subnets.all().stream().map(HParams::netuid).forEach(this::countersOf);
    }

    private void countersOf(int netuid) {
        var name = Integer.toString(netuid);
        for (var reason : Step.Reason.values()) {
            if (reason != Step.Reason.OTHER_SUBNET) {
                ignored(name, reason);
            }
        }
        for (var cause : Step.Cause.values()) {
            verdicts(name, cause);
        }
        for (var why : Step.Why.values()) {
            abandoned(name, why);
        }
        accepted(name);
        otherParameters(name);
    }

    private Counter ignored(String netuid, Step.Reason reason) {
        return registry.counter("assay.rating.ignored", "netuid", netuid, "reason", reason.code());
    }

    private Counter verdicts(String netuid, Step.Cause cause) {
        return registry.counter("assay.rating.verdicts", "netuid", netuid, "cause", cause.code());
    }

    private Counter abandoned(String netuid, Step.Why why) {
        return registry.counter("assay.rating.abandoned", "netuid", netuid, "why", why.code());
    }

    private Counter accepted(String netuid) {
        return registry.counter("assay.rating.accepted", "netuid", netuid);
    }

    void count(int netuid, Step step) {
        var name = Integer.toString(netuid);
        switch (step) {
            case Step.Accepted _ -> accepted(name).increment();
            case Step.Ignored(var reason) -> ignored(name, reason).increment();
            case Step.Settled settled -> verdicts(name, settled.cause()).increment();
            case Step.Abandoned abandoned -> abandoned(name, abandoned.why()).increment();
            case Step.Refused _ -> {
                // counted where it is buried
            }
        }
    }

    void otherSubnet() {
        ignored(OTHER, Step.Reason.OTHER_SUBNET).increment();
    }

    void deadLetter(String topic) {
        registry.counter("assay.dead.letters", "topic", topic).increment();
    }

    private Counter otherParameters(String netuid) {
        return registry.counter("assay.rating.parameters.differ", "netuid", netuid);
    }

    void otherParameters(int netuid) {
        otherParameters(Integer.toString(netuid)).increment();
    }

    /** How many tasks settle here and how many stand by. */
    void tasks(IntSupplier active, IntSupplier standby) {
        Gauge.builder("assay.rating.active.tasks", active::getAsInt).register(registry);
        Gauge.builder("assay.rating.standby.tasks", standby::getAsInt).register(registry);
    }

    /** Where a subnet stands; its gauges are there from the first time on, until its owner gives it up. */
    synchronized void position(RatedSubnet owner, int netuid, long settled, int openWindows) {
        var position = positions.computeIfAbsent(netuid, this::gauges);
        position.owner = owner;
        position.settled.set(settled);
        position.open.set(openWindows);
    }

    /** A subnet has gone to another task, which may have told its position already. */
    synchronized void forget(RatedSubnet owner, int netuid) {
        var position = positions.get(netuid);
        if (position != null && owner.equals(position.owner)) {
            position.gauges.forEach(registry::remove);
            positions.remove(netuid);
        }
    }

    private Position gauges(int netuid) {
        var settled = new AtomicLong();
        var open = new AtomicInteger();
        var tags = Tags.of("netuid", Integer.toString(netuid));
        return new Position(
                settled,
                open,
                List.of(
                        Gauge.builder("assay.rating.window.settled", settled::get)
                                .tags(tags)
                                .register(registry),
                        Gauge.builder("assay.rating.windows.open", open::get)
                                .tags(tags)
                                .register(registry)));
    }

    private static final class Position {
        private final AtomicLong settled;
        private final AtomicInteger open;
        private final List<Meter> gauges;
        private @Nullable RatedSubnet owner;

        Position(AtomicLong settled, AtomicInteger open, List<Meter> gauges) {
            this.settled = settled;
            this.open = open;
            this.gauges = gauges;
        }
    }
}
