package io.assay.audit.core;

import static io.assay.audit.Story.arrived;
import static io.assay.audit.Story.evaluation;
import static io.assay.audit.Story.hotkey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.audit.Story;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What an audit says of a whole record. */
class AuditTest extends TamperedRecord {
    @Test
    void recomputesEveryVerdict() {
        var verdicts = Story.of(3, 30);
        Story.json(verdicts).forEach(this::take);
        assertThat(differences).isEmpty();
        assertThat(audit.allEqual()).isTrue();
        assertThat(audit.equal())
                .containsExactly(new ChainSummary(3, 30, 0, verdicts.getLast().verdictHash()));
    }

    @Test
    void namesTheWindowAfterARemovedVerdict() {
        var trees = trees(Story.of(3, 6));
        trees.remove(2);
        take(trees);
        assertThat(difference().window()).isEqualTo(13);
        assertThat(difference().what()).startsWith("field previousVerdictHash");
        assertThat(difference().meaning()).startsWith("The chain is broken between windows 11 and 13:");
    }

    @Test
    void saysWhenTheFirstVerdictIsNotThere() {
        take(trees(Story.of(3, 6)).subList(1, 6));
        assertThat(difference().window()).isEqualTo(11);
        assertThat(difference().what()).contains("field previousVerdictHash").endsWith("recomputed absent");
        assertThat(difference().meaning()).isEqualTo("The record does not begin with the subnet's first verdict.");
    }

    @Test
    void namesTheFirstOfTwoSwappedVerdicts() {
        var trees = trees(Story.of(3, 6));
        Collections.swap(trees, 2, 3);
        take(trees);
        assertThat(difference().window()).isEqualTo(13);
        assertThat(difference().meaning()).startsWith("The chain is broken between windows 11 and 13:");
    }

    @Test
    void namesAnOlderWindowThatComesAgainWithOtherContent() {
        var trees = trees(Story.of(3, 4));
        var again = trees.get(1).deepCopy();
        object(again, "/standings/0").put("mu", 99.5);
        hashAnew(again);
        trees.add(again);
        take(trees);
        assertThat(difference().what()).isEqualTo("field window: recorded 11 after window 13");
        assertThat(difference().meaning())
                .isEqualTo("Windows must increase: a record was moved, or a window was judged twice.");
    }

    @Test
    void passesOverDuplicatesByteForByte() {
        var verdicts = Story.of(3, 4);
        var records = Story.json(verdicts);
        for (var record : List.of(0, 0, 1, 2, 1, 2, 3)) {
            take(records.get(record));
        }
        assertThat(differences).isEmpty();
        assertThat(audit.equal())
                .containsExactly(new ChainSummary(3, 4, 3, verdicts.getLast().verdictHash()));
    }

    @Test
    void auditsInterleavedSubnetsEachOnItsOwn() {
        var third = Story.of(3, 6);
        var fourth = Story.of(4, 6);
        var tampered = trees(third);
        object(tampered.get(1), "/standings/0").put("mu", 99.5);
        for (var i = 0; i < 6; i++) {
            take(MAPPER.writeValueAsBytes(tampered.get(i)));
            take(EventJson.write(fourth.get(i)));
        }
        assertThat(difference().netuid()).isEqualTo(3);
        assertThat(difference().window()).isEqualTo(11);
        assertThat(audit.subnets()).isEqualTo(2);
        assertThat(audit.equal())
                .containsExactly(new ChainSummary(4, 6, 0, fourth.getLast().verdictHash()));
    }

    /** One scored peer a window: with upstream's behaviour its score waits for the next window's. */
    private static List<WindowVerdict> waiting() {
        var story = new Story(3, 2, "{\"parity\": \"templar-0.2.80\"}");
        var both = List.of(arrived(1), arrived(2));
        story.verdict(both, List.of(evaluation(1, 0.25), evaluation(2, 0.5)));
        story.verdict(both, List.of(evaluation(1, 0.5)));
        story.verdict(both, List.of(evaluation(2, 0.125)));
        story.verdict(List.of(PeerArrival.missing(1, hotkey(1)), arrived(2)), List.of(evaluation(2, 0.75)));
        return story.windows(4);
    }

    @Test
    void recomputesUpstreamsBehaviourWithAPeerThatWaits() {
        assertThat(waiting().get(1).waiting()).isEqualTo(hotkey(1));
        Story.json(waiting()).forEach(this::take);
        assertThat(differences).isEmpty();
        assertThat(audit.allEqual()).isTrue();
    }

    @Test
    void namesAWaitingPeerThatWasTakenAway() {
        var trees = trees(waiting());
        trees.get(1).putNull("waiting");
        take(trees);
        assertThat(difference().window()).isEqualTo(11);
        assertThat(difference().what()).isEqualTo("field waiting: recorded absent, recomputed " + hotkey(1));
    }

    /** Upstream's scores are float32, in which this one is infinite. */
    @Test
    void saysWhenNoOutcomeFollowsFromChangedInputs() {
        var trees = trees(waiting());
        object(trees.get(1), "/inputs/evaluations/0/random")
                .put("before", 1e-300)
                .put("after", 1e7);
        take(trees);
        assertThat(difference().window()).isEqualTo(11);
        assertThat(difference().what())
                .startsWith("field inputs: no outcome follows from it")
                .contains("gradientScore is -Infinity");
    }

    @Test
    void takesMinusZeroForZero() {
        var text = Story.text(Story.of(3, 1)).getFirst();
        var zero = "\"finalScoreAverage\":0.0,";
        assertThat(text).contains(zero);
        take(text.replace(zero, "\"finalScoreAverage\":-0.0,").getBytes(StandardCharsets.UTF_8));
        assertThat(differences).isEmpty();
        assertThat(audit.allEqual()).isTrue();
    }

    @Test
    void namesThePlaceOfWhatIsNoVerdict() {
        var record = Objects.requireNonNull(Story.text(Story.of(3, 1)).getFirst());
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> audit.take(
                        "line 17 of x",
                        record.replace("\"window\":10", "\"window\":-1").getBytes(StandardCharsets.UTF_8)))
                .withMessageContainingAll("line 17 of x is no verdict", "window is -1");
    }
}
