package io.assay.rating.live;

import com.fasterxml.jackson.annotation.JsonValue;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsRefused;
import io.assay.protocol.event.WeightsSubmitted;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A window's weights on their way to the chain, as far as the weight setter has told.
 *
 * @param verdictHash of the verdict whose weights they are; absent when the plan was not seen
 * @param extrinsicHash the one that was told of last
 * @param peers with a weight, as planned
 * @param attempts times that the chain's node took it
 * @param plannedAtBlock newest block when it was planned
 * @param block that holds them, when in a block, committed or finalized
 * @param error name of the reason, when failed, refused or expired
 * @param detail a sentence, when failed or refused
 */
public record Submission(
        long window,
        State state,
        @Nullable String verdictHash,
        @Nullable String extrinsicHash,
        int peers,
        int attempts,
        @Nullable Long plannedAtBlock,
        @Nullable Long block,
        @Nullable String error,
        @Nullable String detail) {
    /** How far they have come. */
    public enum State {
        PLANNED,
        REFUSED,
        SUBMITTED,
        IN_BLOCK,
        EXPIRED,
        COMMITTED,
        FINALIZED,
        FAILED;

        /** The name that the weight setter's own answers use. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Submission none(long window) {
        return new Submission(window, State.PLANNED, null, null, 0, 0, null, null, null, null);
    }

    private boolean over() {
        return state == State.FINALIZED || state == State.FAILED;
    }

    Submission planned(WeightsPlanned event) {
        return over()
                ? this
                : new Submission(
                        window,
                        State.PLANNED,
                        event.verdictHash(),
                        event.extrinsicHash(),
                        event.weights().size(),
                        attempts,
                        event.plannedAtBlock(),
                        null,
                        null,
                        null);
    }

    Submission submitted(WeightsSubmitted event) {
        return became(State.SUBMITTED, event.extrinsicHash(), Math.max(attempts, event.attempt()), null, null, null);
    }

    Submission refused(WeightsRefused event) {
        return became(State.REFUSED, event.extrinsicHash(), attempts, null, event.error(), event.detail());
    }

    Submission inBlock(WeightsInBlock event) {
        return became(State.IN_BLOCK, event.extrinsicHash(), attempts, event.block(), null, null);
    }

    Submission expired(WeightsExpired event) {
        return became(State.EXPIRED, event.extrinsicHash(), attempts, null, event.reason(), null);
    }

    Submission committed(WeightsCommitted event) {
        return became(State.COMMITTED, event.extrinsicHash(), attempts, event.block(), null, null);
    }

    Submission finalized(WeightsFinalized event) {
        return became(State.FINALIZED, event.extrinsicHash(), attempts, event.block(), null, null);
    }

    Submission failed(WeightsFailed event) {
        return became(State.FAILED, event.extrinsicHash(), attempts, null, event.error(), event.detail());
    }

    /** The first outcome counts, as it does for the weight setter. */
    private Submission became(
            State to,
            @Nullable String extrinsic,
            int tried,
            @Nullable Long atBlock,
            @Nullable String why,
            @Nullable String sentence) {
        return over()
                ? this
                : new Submission(
                        window, to, verdictHash, extrinsic, peers, tried, plannedAtBlock, atBlock, why, sentence);
    }
}
