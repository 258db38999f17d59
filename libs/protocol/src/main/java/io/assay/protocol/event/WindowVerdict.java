package io.assay.protocol.event;

import io.assay.protocol.Checks;
import io.assay.protocol.hparams.HParams;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict of a window: its whole input, its outcome, the parameters, and the link to the verdict before it. Anyone
 * can recompute the outcome from this and the verdict before, and from nothing else.
 *
 * @param globalStep as in {@link WindowOpened}
 * @param degraded the validator could fetch too little of the gather set; nobody is penalised
 * @param inputs what the verdict was computed from
 * @param changes every change of a standing with its rule, in the order applied
 * @param standings every known peer's standing after this window, by hotkey
 * @param weights peers with a positive weight, by uid; they sum to 1 or there are none
 * @param waiting with upstream's behaviour, the peer whose score found no opponent yet and waits for a later match
 * @param hparams the parameters in force
 * @param hparamsDigest SHA-256 of their canonical JSON
 * @param previousVerdictHash absent in the first verdict of a subnet
 * @param verdictHash SHA-256 of the canonical JSON of this record without this field
 */
public record WindowVerdict(
        int netuid,
        long window,
        long globalStep,
        boolean degraded,
        Inputs inputs,
        List<StandingChange> changes,
        List<Standing> standings,
        List<Weight> weights,
        @Nullable String waiting,
        HParams hparams,
        String hparamsDigest,
        @Nullable String previousVerdictHash,
        String verdictHash)
        implements Event {
    public WindowVerdict {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.notNegative("globalStep", globalStep);
        Checks.present("inputs", inputs);
        changes = Checks.copy("changes", changes);
        standings = Checks.copy("standings", standings);
        weights = Checks.copy("weights", weights);
        if (waiting != null) {
            Checks.hotkey("waiting", waiting);
        }
        Checks.present("hparams", hparams);
        Checks.sha256("hparamsDigest", hparamsDigest);
        if (previousVerdictHash != null) {
            Checks.sha256("previousVerdictHash", previousVerdictHash);
        }
        Checks.sha256("verdictHash", verdictHash);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this);
    }

    /**
     * All that a verdict depends on besides the standings before.
     *
     * @param drawn as in {@link WindowOpened}
     * @param gather as in {@link WindowOpened}
     * @param closingBlockHash as in {@link WindowClosed}
     * @param evaluations at most one a peer, by hotkey
     */
    public record Inputs(
            List<RosterEntry> roster,
            List<String> drawn,
            List<String> gather,
            String closingBlockHash,
            List<PeerArrival> arrivals,
            List<PeerEvaluation> evaluations) {
        public Inputs {
            roster = Checks.copy("roster", roster);
            drawn = Checks.copy("drawn", drawn);
            gather = Checks.copy("gather", gather);
            Checks.text("closingBlockHash", closingBlockHash, 66);
            arrivals = Checks.copy("arrivals", arrivals);
            evaluations = Checks.copy("evaluations", evaluations);
        }
    }

    /**
     * A peer's part of the weights.
     *
     * @param share in (0, 1]
     */
    public record Weight(int uid, String hotkey, double share) {
        public Weight {
            Checks.u16("uid", uid);
            Checks.hotkey("hotkey", hotkey);
            Checks.within("share", share, Double.MIN_VALUE, 1);
        }
    }
}
