package io.assay.chain.embedded;

import io.assay.chain.Call.SetCommitment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides on commitments (pallet {@code Commitments}). */
final class CommitmentRules {
    /** Bytes that a hotkey may publish in an epoch ({@code MaxSpace}). */
    private static final int MOST_SPACE = 3100;
    /** Bytes that a commitment counts at least. */
    private static final int LEAST_SPACE = 100;

    private CommitmentRules() {}

    static Decision decide(ChainState state, String signer, SetCommitment call) {
        var subnet = state.subnets().get(call.netuid());
        if (subnet == null || subnet.slotOf(signer).isEmpty()) {
            return new Decision.Refused(DispatchError.commitments("AccountNotAllowedCommit"));
        }
        var epoch = subnet.epochs().index();
        var used = used(subnet.commitments().get(signer), epoch)
                + Math.max(LEAST_SPACE, call.info().length());
        if (used > MOST_SPACE) {
            return new Decision.Refused(DispatchError.commitments("SpaceLimitExceeded"));
        }
        var commitment = new Commitment(call.info(), state.number(), epoch, used);
        return new Decision.Allowed(
                List.of(new Change.Committed(call.netuid(), signer, commitment)),
                List.of(Events.commitment(call.netuid(), signer)));
    }

    private static int used(@Nullable Commitment last, long epoch) {
        return last == null || last.epoch() != epoch ? 0 : last.usedSpace();
    }
}
