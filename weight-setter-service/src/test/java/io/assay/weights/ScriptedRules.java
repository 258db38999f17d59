package io.assay.weights;

import io.assay.chain.Block;
import io.assay.chain.RevealTerms;
import io.assay.chain.SubnetTerms;
import io.assay.chain.timelock.Beacon;
import io.assay.chain.timelock.BeaconKey;
import io.assay.chain.timelock.RevealSchedule;
import io.assay.chain.timelock.TimelockedCommit;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By what the scripted chain takes weights.
 *
 * @param failure with which everything fails that comes into a block; null for nothing
 * @param timelocked whether commits are time-locked, if there are any
 * @param itemFailures with which weights in the open fail in a block, by subnet
 */
record ScriptedRules(
        String validator,
        SubnetTerms terms,
        boolean timelocked,
        int commitVersion,
        @Nullable String failure,
        Map<Integer, String> itemFailures) {
    static final Duration BLOCK_TIME = Duration.ofSeconds(12);
    static final BeaconKey BEACON_KEY = BeaconKey.of(new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    });
    static final Beacon BEACON = BEACON_KEY.beacon(Instant.EPOCH, Duration.ofSeconds(3));

    static ScriptedRules of(String validator) {
        return new ScriptedRules(validator, terms(0, 1, 0xFFFF, 0), true, TimelockedCommit.VERSION, null, Map.of());
    }

    static SubnetTerms terms(long rateLimit, int minAllowed, int maxLimit, long stakeThresholdRao) {
        return new SubnetTerms(Verdicts.NETUID, 60, rateLimit, 5, minAllowed, maxLimit, stakeThresholdRao);
    }

    ScriptedRules with(SubnetTerms changed) {
        return new ScriptedRules(validator, changed, timelocked, commitVersion, failure, itemFailures);
    }

    ScriptedRules with(Form form) {
        var bare = terms(
                terms.weightsRateLimit(), terms.minAllowedWeights(), terms.maxWeightLimit(), terms.stakeThresholdRao());
        var changed = form == Form.PLAIN ? bare : bare.withCommitReveal(1);
        return new ScriptedRules(validator, changed, form != Form.HASHED, commitVersion, failure, itemFailures);
    }

    ScriptedRules withCommitVersion(int version) {
        return new ScriptedRules(validator, terms, timelocked, version, failure, itemFailures);
    }

    ScriptedRules withFailure(@Nullable String error) {
        return new ScriptedRules(validator, terms, timelocked, commitVersion, error, itemFailures);
    }

    ScriptedRules withItemFailure(int netuid, @Nullable String error) {
        var changed = new HashMap<>(itemFailures);
        if (error == null) {
            changed.remove(netuid);
        } else {
            changed.put(netuid, error);
        }
        return new ScriptedRules(validator, terms, timelocked, commitVersion, failure, changed);
    }

    /** The other subnet demands the same, but always takes weights in the open. */
    SubnetTerms terms(int netuid) {
        return netuid == terms.netuid()
                ? terms
                : new SubnetTerms(
                        netuid,
                        terms.tempo(),
                        terms.weightsRateLimit(),
                        terms.weightsVersionKey(),
                        terms.minAllowedWeights(),
                        terms.maxWeightLimit(),
                        terms.stakeThresholdRao());
    }

    /** How the subnet takes weights. */
    enum Form {
        PLAIN,
        TIMELOCKED,
        HASHED
    }

    static Instant time(long block) {
        return Instant.ofEpochSecond(block * BLOCK_TIME.toSeconds());
    }

    long lastStoredRound(long block) {
        return BEACON.roundAt(time(block));
    }

    RevealTerms revealTerms(Block head) {
        return new RevealTerms(
                head, schedule(head.number()), BLOCK_TIME, BEACON, lastStoredRound(head.number()), commitVersion);
    }

    private RevealSchedule schedule(long head) {
        return RevealSchedule.fixed(terms.netuid(), terms.tempo(), head, terms.revealPeriodEpochs());
    }

    /** Whether a block is in the epoch in which a commit is revealed; counted as the chain counts, not as its clients do. */
    boolean takesReveal(long committedAt, long block) {
        return epoch(block) == epoch(committedAt) + terms.revealPeriodEpochs();
    }

    private long epoch(long block) {
        return (block + terms.netuid() + 1) / (terms.tempo() + 1);
    }
}
