package io.assay.protocol.event;

import io.assay.protocol.Checks;
import java.time.Instant;
import java.util.List;

/**
 * A window begins.
 *
 * @param globalStep windows since the record's first, from 0; drives the learning rate
 * @param openedAtBlock the window's first block
 * @param openedAt that block's timestamp
 * @param roster all registered miners, by uid
 * @param drawn hotkeys to be evaluated
 * @param gather hotkeys whose gradients go into the model
 * @param hparamsDigest SHA-256 of the parameters in force
 */
public record WindowOpened(
        int netuid,
        long window,
        long globalStep,
        long openedAtBlock,
        Instant openedAt,
        List<RosterEntry> roster,
        List<String> drawn,
        List<String> gather,
        String hparamsDigest)
        implements Event {
    public WindowOpened {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.notNegative("globalStep", globalStep);
        Checks.notNegative("openedAtBlock", openedAtBlock);
        Checks.present("openedAt", openedAt);
        roster = Checks.copy("roster", roster);
        drawn = Checks.copy("drawn", drawn);
        gather = Checks.copy("gather", gather);
        Checks.sha256("hparamsDigest", hparamsDigest);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this);
    }
}
