package io.assay.audit.core;

import static io.assay.audit.Story.arrived;
import static io.assay.audit.Story.evaluation;
import static io.assay.audit.Story.hotkey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.audit.Story;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.CanonicalJson;
import io.assay.protocol.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class AuditTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final List<Difference> differences = new ArrayList<>();
    private final Audit audit = new Audit(differences::add);

    private static List<ObjectNode> trees(List<WindowVerdict> verdicts) {
        var trees = new ArrayList<ObjectNode>();
        Story.json(verdicts).forEach(json -> trees.add((ObjectNode) MAPPER.readTree(json)));
        return trees;
    }

    private static ObjectNode object(ObjectNode tree, String pointer) {
        return (ObjectNode) tree.at(pointer);
    }

    private static void hashAnew(ObjectNode tree) {
        tree.remove("verdictHash");
        tree.put("verdictHash", CanonicalJson.sha256(tree));
    }

    private void take(List<ObjectNode> trees) {
        trees.forEach(tree -> take(MAPPER.writeValueAsBytes(tree)));
    }

    private void take(byte[] json) {
        audit.take("line 1", json);
    }

    private Difference difference() {
        assertThat(differences).hasSize(1);
        assertThat(audit.allEqual()).isFalse();
        return differences.getFirst();
    }

    /** Six windows, of which the third, window 12, is tampered with. */
    private Difference tampered(Consumer<ObjectNode> change) {
        var trees = trees(Story.of(3, 6));
        change.accept(trees.get(2));
        take(trees);
        return difference();
    }

    private static void assertChanged(Difference difference) {
        assertThat(difference.window()).isEqualTo(12);
        assertThat(difference.meaning()).isEqualTo("The content of window 12 was changed after it was hashed.");
    }

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
    void namesThePeerWhoseOutcomeDoesNotFollowFromAChangedLoss() {
        var found = tampered(tree -> {
            var random = object(tree, "/inputs/evaluations/0/random");
            random.put("after", random.get("after").doubleValue() - 0.5);
        });
        assertChanged(found);
        assertThat(found.what()).matches("peer 5Miner\\w+, field \\w+: recorded -?[0-9.E-]+, recomputed -?[0-9.E-]+");
    }

    @Test
    void namesAFieldOfAStandingThatWasChanged() {
        var verdict = Story.of(3, 6).get(2);
        var uid = 3;
        var standing = standing(verdict, uid);
        var found = tampered(
                tree -> object(tree, "/standings/" + verdict.standings().indexOf(standing))
                        .put("finalScore", 1.25));
        assertChanged(found);
        assertThat(found)
                .hasToString("window 12 of subnet 3 differs: peer " + hotkey(uid)
                        + ", field finalScore: recorded 1.25, recomputed " + standing.finalScore());
    }

    private static Standing standing(WindowVerdict verdict, int uid) {
        return verdict.standings().stream()
                .filter(standing -> standing.hotkey().equals(hotkey(uid)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void namesAWeightThatWasChanged() {
        var share = Story.of(3, 6).get(2).weights().getFirst();
        var found = tampered(tree -> object(tree, "/weights/0").put("share", 0.125));
        assertChanged(found);
        assertThat(found.what())
                .isEqualTo("weight of peer " + share.hotkey() + ", field share: recorded 0.125, recomputed "
                        + share.share());
    }

    @Test
    void namesAPeerWhoseStandingWasRemoved() {
        var gone = Story.of(3, 6).get(2).standings().get(1).hotkey();
        var found = tampered(tree -> ((ArrayNode) tree.get("standings")).remove(1));
        assertChanged(found);
        assertThat(found.what()).isEqualTo("peer " + gone + ": recorded absent, recomputed present");
    }

    @Test
    void namesTheOrderOfStandings() {
        var found = tampered(tree -> {
            var standings = (ArrayNode) tree.get("standings");
            standings.add(standings.remove(0));
        });
        assertChanged(found);
        assertThat(found.what()).startsWith("standing 1, field");
    }

    @Test
    void namesAChangeOfAStanding() {
        var found = tampered(tree -> object(tree, "/changes/0/after").put("binaryAverage", 0.875));
        assertChanged(found);
        assertThat(found.what()).startsWith("change 1, field after.binaryAverage: recorded 0.875, recomputed ");
    }

    @Test
    void namesTheMarkOfADegradedWindow() {
        var found = tampered(tree -> tree.put("degraded", true));
        assertChanged(found);
        assertThat(found.what()).isEqualTo("field degraded: recorded true, recomputed false");
    }

    @Test
    void namesTheDigestOfChangedParameters() {
        var found = tampered(tree -> object(tree, "/hparams").put("power_normalisation", 3.0));
        assertChanged(found);
        assertThat(found.what()).startsWith("field hparamsDigest: recorded ");
    }

    @Test
    void saysThatParametersDoNotMatchTheirDigestWhenAllElseWasHashedAnew() {
        var found = tampered(tree -> {
            object(tree, "/hparams").put("checkpoint_frequency", 7);
            hashAnew(tree);
        });
        assertThat(found.what()).startsWith("field hparamsDigest: recorded ");
        assertThat(found.meaning()).isEqualTo("The parameters of window 12 do not match their digest.");
    }

    @Test
    void saysThatAnOutcomeHashedAnewDoesNotFollow() {
        var found = tampered(tree -> {
            object(tree, "/standings/0").put("mu", 99.5);
            hashAnew(tree);
        });
        assertThat(found.window()).isEqualTo(12);
        assertThat(found.what()).contains("field mu: recorded 99.5, recomputed ");
        assertThat(found.meaning())
                .isEqualTo("The outcome of window 12 does not follow from its inputs and the standings before.");
    }

    @Test
    void namesTheHashWhenOnlyAnUnknownMemberWasAdded() {
        var recorded = Story.of(3, 6).get(2).verdictHash();
        var found = tampered(tree -> object(tree, "/inputs/roster/0").put("remark", "paid"));
        assertChanged(found);
        assertThat(found.what()).startsWith("field verdictHash: recorded " + recorded + ", recomputed ");
    }

    @Test
    void namesTheHashWhenAnAddedMemberHasNoCanonicalText() {
        var found = tampered(tree -> tree.put("remark", Long.MAX_VALUE));
        assertChanged(found);
        assertThat(found.what()).startsWith("field verdictHash: no hash can be computed");
    }

    @Test
    void namesAHashThatWasChangedItself() {
        var found = tampered(tree -> tree.put("verdictHash", "a".repeat(64)));
        assertChanged(found);
        assertThat(found.what()).startsWith("field verdictHash: recorded aaaa");
    }

    /** The third window with another loss, its whole outcome recomputed and hashed: only the fourth can tell. */
    @Test
    void namesTheWindowAfterAVerdictThatWasForgedThroughout() {
        var genuine = new Story(3, 2, "{}");
        var forged = new Story(3, 2, "{}");
        var trees = new ArrayList<ObjectNode>();
        for (var i = 0; i < 5; i++) {
            var fall = 0.1 * (i + 1);
            var verdict = both(genuine, fall);
            var other = both(forged, i == 2 ? 0.9 : fall);
            trees.addAll(trees(List.of(i == 2 ? other : verdict)));
        }
        take(trees);
        assertThat(difference().window()).isEqualTo(13);
        assertThat(difference().what()).startsWith("field previousVerdictHash: recorded ");
        assertThat(difference().meaning())
                .isEqualTo("The chain is broken between windows 12 and 13: a verdict was replaced, removed or moved.");
    }

    private static WindowVerdict both(Story story, double fall) {
        return story.verdict(List.of(arrived(1), arrived(2)), List.of(evaluation(1, fall), evaluation(2, 0.5)));
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
