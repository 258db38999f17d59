package io.assay.evaluation.kafka;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.service.kafka.EventFollower;
import io.assay.service.model.ModelObjects;
import io.assay.service.settings.KafkaSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which steps exist, as known to the one member that publishes them. It is rebuilt whenever a member is elected: another
 * may have published since.
 */
final class AdvanceLedger {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final AtomicLong newest = new AtomicLong(-1);

    private AdvanceLedger() {}

    /** Reads all that was published until now; a checkpoint proves the steps before it, even those no longer kept. */
    static AdvanceLedger replay(KafkaSettings kafka, int netuid, ModelObjects objects)
            throws IOException, InterruptedException {
        var ledger = new AdvanceLedger();
        objects.checkpoints().forEach(window -> ledger.add(window - 1));
        // Poison is counted by the follower that lives as long as the service.
        try (var follower =
                EventFollower.start(kafka, (_, _) -> {}, event -> ledger.note(netuid, event), Topics.MODEL_ADVANCES)) {
            if (!follower.awaitCaughtUp(LIMIT)) {
                throw new IOException(Topics.MODEL_ADVANCES.topic() + " could not be read within " + LIMIT);
            }
        }
        return ledger;
    }

    OptionalLong newest() {
        var window = newest.get();
        return window < 0 ? OptionalLong.empty() : OptionalLong.of(window);
    }

    void add(long window) {
        newest.accumulateAndGet(window, Math::max);
    }

    private void note(int netuid, Event event) {
        if (event instanceof ModelAdvanced step && step.netuid() == netuid) {
            add(step.window());
        }
    }
}
