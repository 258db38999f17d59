package io.assay.audit.core;

import static io.assay.audit.Story.arrived;
import static io.assay.audit.Story.evaluation;
import static io.assay.audit.Story.hotkey;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.audit.Story;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.WindowVerdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an audit says of one verdict that was changed. */
class TamperedVerdictTest extends TamperedRecord {
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
}
