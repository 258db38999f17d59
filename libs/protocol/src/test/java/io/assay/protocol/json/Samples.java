package io.assay.protocol.json;

import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.IndexSketch;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.Overlap;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.PeerStanding;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.PlannedExtrinsic;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.StandingChange;
import io.assay.protocol.event.StandingChange.Values;
import io.assay.protocol.event.Upload;
import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsRefused;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.event.WindowVerdict.Inputs;
import io.assay.protocol.event.WindowVerdict.Weight;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.LlamaShape;
import io.assay.protocol.hparams.OverlapBand;
import java.time.Instant;
import java.util.List;

/** One event of each type, every field filled, so that a field that does not survive the wire is seen. */
public final class Samples {
    static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    static final String BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
    static final String DIGEST = "0123456789abcdef".repeat(4);
    static final String BLOCK_HASH = "0x" + "ab".repeat(32);
    static final Instant T = Instant.parse("2026-03-01T12:00:00.123456789Z");
    static final PinnedObject PINNED = new PinnedObject("assay", "pinned/3/" + DIGEST, 4096, DIGEST);
    static final Upload UPLOAD =
            new Upload("miner", "gradient-7-1", "\"e-tag\"", 4096, Instant.parse("2026-03-01T12:00:03Z"));
    static final Standing STANDING =
            new Standing(1, ALICE, 26.5, 8.25, 0.011, 0.007, -1, 0.125, 0.875, 0.2190625, 0.1, true, 5L, 1);
    static final IndexSketch SKETCH = IndexSketch.of(2, new short[] {0, 4095, 1, (short) 65535});
    static final Overlap OVERLAP = new Overlap(BOB, 0.75, 0.25, T.plusSeconds(1), T);
    static final LossPair OWN = new LossPair(5.5, 5.25, 2048);
    static final LossPair RANDOM = new LossPair(5.6, 5.55, 2048);

    static final HParams HPARAMS = new HParams(
            3,
            42,
            7,
            10,
            1,
            50,
            256,
            15,
            5,
            2,
            0.4,
            64,
            6,
            8,
            2,
            2,
            256,
            4e-4,
            0.1,
            0.999,
            250,
            20000,
            0.1,
            32,
            64,
            0.2,
            100,
            0.6,
            0.05,
            0.75,
            2.5,
            20.5,
            0.1,
            25,
            0.25,
            0.75,
            0.75,
            3.5,
            0.625,
            List.of(new OverlapBand(0.625, 0.25), new OverlapBand(0.875, 1)),
            HParams.WeightsFrom.FINAL_SCORE,
            HParams.Parity.ASSAY,
            new LlamaShape(64, 8, 1, 2, 2, 16, 64, 10000.5, 1e-5),
            null,
            null);

    private static final PlannedExtrinsic EXTRINSIC =
            new PlannedExtrinsic("0x0102", 50, 114, new WeightsCall.CommitWeights(3, List.of(1, 65535)));

    private Samples() {}

    public static List<Event> all() {
        return List.of(
                new WindowOpened(3, 7, 2, 49, T, roster(), List.of(ALICE), List.of(BOB), DIGEST, DIGEST),
                new WindowClosing(3, 7, 2, 56, BLOCK_HASH, T),
                new WindowClosed(3, 7, 2, 56, BLOCK_HASH, T, T.plusSeconds(10), arrivals(), DIGEST),
                new GradientArrived(3, 7, 2, 1, ALICE, true, BLOCK_HASH, UPLOAD, PINNED, SKETCH),
                new GradientRejected(3, 7, 1, ALICE, RejectReason.WRONG_K, "k is 31, allowed: 32", UPLOAD),
                new LossDelta(3, 7, 1, ALICE, OWN, RANDOM, 0.5, DIGEST, "worker-1", 1234),
                new EvaluationFailed(3, 7, 1, ALICE, EvaluationFailure.DEVICE_FAULT, "out of memory", "worker-1"),
                new ModelAdvanced(3, 7, 2, 4e-4, 0.01, List.of(ALICE, BOB), PINNED, DIGEST),
                verdict(),
                new PeerStanding(3, 7, STANDING, DIGEST),
                new WeightsPlanned(
                        3, 7, DIGEST, BOB, 12, BLOCK_HASH, List.of(new ChainWeight(1, ALICE, 65535)), 57, EXTRINSIC),
                new WeightsSubmitted(3, 7, BLOCK_HASH, 1),
                new WeightsRefused(3, 7, BLOCK_HASH, "BadProof", "signed for another chain"),
                new WeightsInBlock(3, 7, BLOCK_HASH, 58),
                new WeightsExpired(3, 7, BLOCK_HASH, "Usurped"),
                new WeightsCommitted(3, 7, BLOCK_HASH, 58),
                new WeightsFinalized(3, 7, BLOCK_HASH, 58),
                new WeightsFailed(3, 7, BLOCK_HASH, "TooFast", "weights were set less than 100 blocks ago"));
    }

    static List<RosterEntry> roster() {
        return List.of(new RosterEntry(1, ALICE, true), new RosterEntry(2, BOB, false));
    }

    static List<PeerArrival> arrivals() {
        return List.of(
                PeerArrival.arrived(1, ALICE, PINNED),
                PeerArrival.arrived(3, ALICE, PINNED).with(OVERLAP),
                PeerArrival.rejected(2, BOB, RejectReason.ALL_VALUES_ZERO));
    }

    static WindowVerdict verdict() {
        var inputs = new Inputs(
                roster(),
                List.of(ALICE),
                List.of(BOB),
                BLOCK_HASH,
                arrivals(),
                List.of(
                        new PeerEvaluation(ALICE, OWN, RANDOM, 0.5, null),
                        new PeerEvaluation(BOB, null, null, null, EvaluationFailure.LOSS_NOT_FINITE)));
        return new WindowVerdict(
                3,
                7,
                2,
                true,
                inputs,
                changes(),
                List.of(STANDING),
                List.of(new Weight(1, ALICE, 1)),
                BOB,
                HPARAMS,
                HParamsJson.digest(HPARAMS),
                "f".repeat(64),
                "e".repeat(64));
    }

    /** One of each rule. */
    static List<StandingChange> changes() {
        var before = new Values(25, 25.0 / 3, 0, 0);
        var after = new Values(26.5, 8.25, 0.125, 0.2190625);
        return List.of(
                new StandingChange.Reset(ALICE, 1, 25, before, after),
                new StandingChange.InactivityPenalty(ALICE, 5, 0.25, before, after),
                new StandingChange.PoorSyncPenalty(ALICE, 3.5, 3, 0.75, before, after),
                new StandingChange.MissingGradientPenalty(
                        ALICE, ArrivalStatus.REJECTED, RejectReason.TOO_LATE, 0.75, before, after),
                new StandingChange.InvalidGradient(ALICE, RejectReason.WRONG_K, null, before, after),
                new StandingChange.InvalidGradient(ALICE, null, EvaluationFailure.LOSS_NOT_FINITE, before, after),
                new StandingChange.Rated(ALICE, 1, 2, before, after),
                new StandingChange.OverlapPenalty(ALICE, OVERLAP, 0.6, 0.5, before, after));
    }
}
