package io.assay.rating.kafka;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.EventJson;
import io.assay.protocol.json.HParamsJson;
import io.assay.rating.core.SettleState;
import io.assay.rating.core.Settlement;
import io.assay.rating.core.Step;
import io.assay.rating.core.Step.Why;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subnet as a task of Streams has it. A step is decided, then checked for whether it can be kept and sent, and only
 * then takes effect in the state, the store and the topics: no record can stop the ones after it.
 */
final class RatedSubnet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RatedSubnet.class);

    private final Settlement settlement;
    private final SettleStore store;
    private final SettleState state;
    private final RatingSinks sinks;
    private final RatingMeters meters;
    private final int netuid;
    private final String digest;

    /** Goes on from what the store holds. */
    RatedSubnet(HParams hparams, SettleStore store, RatingSinks sinks, RatingMeters meters) {
        this.settlement = new Settlement(hparams);
        this.store = store;
        this.state = store.load();
        this.sinks = sinks;
        this.meters = meters;
        this.netuid = hparams.netuid();
        this.digest = HParamsJson.digest(hparams);
        tellPosition();
    }

    /** Takes a record in and settles what has become due by it. */
    void receive(Record<byte[], byte[]> cause, Event event) {
        take(cause, decide(event));
        for (Optional<Step> step = settlement.next(state); step.isPresent(); step = settlement.next(state)) {
            take(cause, sendable(step.get()));
        }
        tellPosition();
    }

    private void compareParameters(Event event) {
        if (event instanceof WindowOpened opened && !opened.hparamsDigest().equals(digest)) {
            meters.otherParameters(netuid);
            LOG.warn(
                    "window {} of subnet {} was opened with parameters {}, verdicts are computed with {}: give every"
                            + " service the same file",
                    opened.window(),
                    netuid,
                    opened.hparamsDigest(),
                    digest);
        }
    }

    private Step decide(Event event) {
        try {
            return keepable(settlement.receive(state, event));
        } catch (RuntimeException e) {
            // Nothing has changed yet: whatever is the matter with this record, the next one finds the same state.
            LOG.error("{} of window {} of subnet {} cannot be taken in", event.type(), event.window(), netuid, e);
            return new Step.Refused(event.type() + " cannot be taken in: " + e.getMessage());
        }
    }

    private static Step keepable(Step step) {
        if (!(step instanceof Step.Accepted(var event))) {
            return step;
        }
        var size = SettleStore.entry(event).length;
        return size <= RatingSinks.MOST_OF_A_VALUE
                ? step
                : new Step.Refused(event.type() + " takes " + size + " bytes to keep, allowed: at most "
                        + RatingSinks.MOST_OF_A_VALUE);
    }

    private static Step sendable(Step step) {
        if (!(step instanceof Step.Settled(var verdict, var _))) {
            return step;
        }
        try {
            var size = EventJson.write(verdict).length;
            return size <= RatingSinks.MOST_OF_A_VALUE ? step : tooLarge(verdict, size);
        } catch (RuntimeException e) {
            return new Step.Abandoned(verdict.window(), Why.CANNOT_SETTLE, e);
        }
    }

    private static Step tooLarge(WindowVerdict verdict, int size) {
        return new Step.Abandoned(
                verdict.window(),
                Why.VERDICT_TOO_LARGE,
                new IllegalStateException(
                        "the verdict of " + verdict.standings().size() + " peers has " + size
                                + " bytes, allowed: at most " + RatingSinks.MOST_OF_A_VALUE));
    }

    private void take(Record<byte[], byte[]> cause, Step step) {
        var before = state.head().before().standings();
        state.apply(step);
        store.keep(step, state);
        meters.count(netuid, step);
        switch (step) {
            case Step.Settled settled -> sinks.publish(cause, settled.verdict(), before);
            case Step.Refused(var reason) -> sinks.bury(cause, reason);
            case Step.Abandoned abandoned -> tell(abandoned);
            case Step.Accepted(var event) -> {
                sinks.accepted(cause, event);
                compareParameters(event);
            }
            case Step.Ignored _ -> {}
        }
    }

    private void tell(Step.Abandoned abandoned) {
        if (abandoned.fault() == null) {
            LOG.warn("window {} of subnet {} was never closed and gets no verdict", abandoned.window(), netuid);
        } else {
            LOG.error(
                    "window {} of subnet {} gets no verdict ({}), the next one goes on from the verdict before",
                    abandoned.window(),
                    netuid,
                    abandoned.why().code(),
                    abandoned.fault());
        }
    }

    private void tellPosition() {
        meters.position(this, netuid, state.head().window(), state.openWindows());
    }

    @Override
    public void close() {
        meters.forget(this, netuid);
    }
}
