package io.assay.topics;

import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerStanding;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.Upload;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import java.time.Instant;
import java.util.List;

/** Events of two peers. */
final class Events {
    static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    static final String BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
    static final String DIGEST = "0123456789abcdef".repeat(4);
    static final String HASH = "0x" + "ab".repeat(32);
    static final Instant T = Instant.parse("2026-03-01T12:00:00Z");
    static final PinnedObject PINNED = new PinnedObject("assay", "pinned/3/" + DIGEST, 4096, DIGEST);
    static final Upload UPLOAD = new Upload("miner", "gradient-7-1", "\"e\"", 4096, T.plusSeconds(3));

    private Events() {}

    static WindowOpened opened(long window) {
        var roster = List.of(new RosterEntry(1, ALICE, true), new RosterEntry(2, BOB, false));
        return new WindowOpened(3, window, window, 7 * window, T, roster, List.of(ALICE), List.of(BOB), DIGEST);
    }

    static WindowClosed closed(long window) {
        return new WindowClosed(
                3,
                window,
                window,
                7 * window + 7,
                HASH,
                T,
                T.plusSeconds(10),
                List.of(PeerArrival.arrived(1, ALICE, PINNED), PeerArrival.rejected(2, BOB, RejectReason.TOO_LATE)));
    }

    static GradientArrived arrived(long window) {
        return new GradientArrived(3, window, window, 1, ALICE, true, HASH, UPLOAD, PINNED);
    }

    static GradientRejected rejected(long window, String detail) {
        return new GradientRejected(3, window, 2, BOB, RejectReason.TOO_LATE, detail, UPLOAD);
    }

    static LossDelta delta(long window) {
        return new LossDelta(
                3,
                window,
                1,
                ALICE,
                new LossPair(5.5, 5.25, 2048),
                new LossPair(5.6, 5.55, 2048),
                0.5,
                DIGEST,
                "w-1",
                1234);
    }

    static EvaluationFailed failed(long window) {
        return new EvaluationFailed(3, window, 2, BOB, EvaluationFailure.DEVICE_FAULT, "out of memory", "w-1");
    }

    static ModelAdvanced advanced(long window) {
        return new ModelAdvanced(3, window, window, 4e-4, 0.01, List.of(ALICE), PINNED);
    }

    static PeerStanding standing(long window) {
        var standing = new Standing(1, ALICE, 26.5, 8.25, 0.011, 0.007, -1, 0.125, 0.875, 0.219, 0.1, true, 5L, 0.3552);
        return new PeerStanding(3, window, standing, DIGEST);
    }

    static WeightsPlanned planned(long window) {
        return new WeightsPlanned(
                3, window, DIGEST, BOB, 12, HASH, List.of(new ChainWeight(1, ALICE, 65535)), 57, null);
    }

    static WeightsFinalized done(long window) {
        return new WeightsFinalized(3, window, HASH, 58);
    }
}
