package io.assay.chain;

import io.assay.chain.timelock.Beacon;
import io.assay.chain.timelock.RevealSchedule;
import io.assay.protocol.Checks;
import java.time.Duration;
import java.util.Objects;

/**
 * What a time-locked commit must know, all as of one block.
 *
 * @param at the block
 * @param blockTime between two blocks, positive
 * @param beacon whose signature opens the commit
 * @param lastStoredRound a commit to an earlier round is refused ({@code InvalidRevealRound}); 0 if there is none
 * @param commitVersion form of the commit that the chain takes ({@code CommitRevealWeightsVersion})
 */
public record RevealTerms(
        Block at, RevealSchedule schedule, Duration blockTime, Beacon beacon, long lastStoredRound, int commitVersion) {
    public RevealTerms {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(beacon, "beacon");
        Checks.positive("blockTime in ms", blockTime.toMillis());
        Checks.notNegative("lastStoredRound", lastStoredRound);
        Checks.u16("commitVersion", commitVersion);
    }

    /** The round to encrypt to, 1 or more. */
    public long revealRound() {
        return schedule.revealRound(at.timestamp(), blockTime, beacon);
    }
}
