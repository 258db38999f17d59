package io.assay.evaluation.core;

import static io.assay.evaluation.core.Events.arrived;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.evaluation.core.JobDecision.Advance;
import io.assay.evaluation.core.JobDecision.Await;
import io.assay.evaluation.core.JobDecision.Knowledge;
import io.assay.evaluation.core.JobDecision.Measure;
import io.assay.evaluation.core.JobDecision.Skip;
import io.assay.evaluation.core.JobDecision.Stand;
import io.assay.protocol.event.Event;
import org.junit.jupiter.api.Test;

class JobDecisionTest {
    private static final int NETUID = 3;
    private static final Knowledge AT_110 = new Knowledge(110L, 110, 105, false);

    @Test
    void measuresWhereTheModelStands() {
        var job = arrived(110, true);
        assertThat(decide(job, AT_110)).isEqualTo(new Measure(job));
    }

    @Test
    void awaitsTheStepThatIsMissing() {
        assertThat(decide(arrived(112, true), AT_110)).isEqualTo(new Await(110));
    }

    @Test
    void advancesAsFarAsStepsAreKnown() {
        assertThat(decide(arrived(113, true), new Knowledge(110L, 112, 105, false)))
                .isEqualTo(new Advance(112));
    }

    @Test
    void advancesNoFurtherThanTheJob() {
        assertThat(decide(arrived(111, true), new Knowledge(110L, 120, 105, false)))
                .isEqualTo(new Advance(111));
    }

    @Test
    void goesBackForAWindowThatIsNotSettled() {
        assertThat(decide(arrived(106, true), AT_110)).isEqualTo(new Stand(106));
    }

    @Test
    void buildsTheFirstModel() {
        assertThat(decide(arrived(110, true), new Knowledge(null, -1, -1, false)))
                .isEqualTo(new Stand(110));
    }

    @Test
    void dropsASettledWindowEvenWhereTheModelStands() {
        assertThat(decide(arrived(105, true), AT_110)).isEqualTo(new Skip(SkipReason.SETTLED));
        assertThat(decide(arrived(110, true), new Knowledge(110L, 110, 110, false)))
                .isEqualTo(new Skip(SkipReason.SETTLED));
    }

    @Test
    void dropsWhatWasPublished() {
        assertThat(decide(arrived(110, true), new Knowledge(110L, 110, 105, true)))
                .isEqualTo(new Skip(SkipReason.DUPLICATE));
    }

    @Test
    void skipsWhatIsNotDrawn() {
        assertThat(decide(arrived(110, false), AT_110)).isEqualTo(new Skip(SkipReason.NOT_DRAWN));
    }

    @Test
    void skipsRejectedUploadsAndStrangeEvents() {
        assertThat(decide(Events.rejected(110), AT_110)).isEqualTo(new Skip(SkipReason.REJECTED));
        assertThat(decide(Events.closed(110), AT_110)).isEqualTo(new Skip(SkipReason.OTHER_EVENT));
    }

    @Test
    void skipsAnotherSubnetBeforeAnythingElse() {
        assertThat(JobDecision.of(arrived(110, true), 4, AT_110)).isEqualTo(new Skip(SkipReason.OTHER_SUBNET));
    }

    private static JobDecision decide(Event event, Knowledge knowledge) {
        return JobDecision.of(event, NETUID, knowledge);
    }
}
