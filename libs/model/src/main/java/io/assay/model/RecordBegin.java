package io.assay.model;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PeerStanding;
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
import java.util.OptionalLong;

/** Where a record begins, which every event tells that counts windows. */
final class RecordBegin {
    private RecordBegin() {}

    /** The record's first window, if this event tells it. */
    static OptionalLong told(Event event) {
        return switch (event) {
            case ModelAdvanced step -> OptionalLong.of(step.window() - step.globalStep());
            case WindowOpened opened -> OptionalLong.of(opened.window() - opened.globalStep());
            case WindowClosing closing -> OptionalLong.of(closing.window() - closing.globalStep());
            case WindowClosed closed -> OptionalLong.of(closed.window() - closed.globalStep());
            case GradientArrived arrived -> OptionalLong.of(arrived.window() - arrived.globalStep());
            case WindowVerdict verdict -> OptionalLong.of(verdict.window() - verdict.globalStep());
            case GradientRejected _,
                    LossDelta _,
                    EvaluationFailed _,
                    PeerStanding _,
                    WeightsPlanned _,
                    WeightsSubmitted _,
                    WeightsRefused _,
                    WeightsInBlock _,
                    WeightsExpired _,
                    WeightsCommitted _,
                    WeightsFinalized _,
                    WeightsFailed _ -> OptionalLong.empty();
        };
    }
}
