package io.assay.protocol.event;

import io.assay.protocol.Checks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param sketchCommitment SHA-256 of the key that decides which chunks are compared for copies; absent: none are
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
        String hparamsDigest,
        @Nullable String sketchCommitment)
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
        if (sketchCommitment != null) {
            Checks.sha256("sketchCommitment", sketchCommitment);
        }
    }

    /** A window without comparison for copies. */
    public WindowOpened(
            int netuid,
            long window,
            long globalStep,
            long openedAtBlock,
            Instant openedAt,
            List<RosterEntry> roster,
            List<String> drawn,
            List<String> gather,
            String hparamsDigest) {
        this(netuid, window, globalStep, openedAtBlock, openedAt, roster, drawn, gather, hparamsDigest, null);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this);
    }
}
