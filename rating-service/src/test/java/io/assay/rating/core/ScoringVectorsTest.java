package io.assay.rating.core;

import static io.assay.rating.core.Windows.hotkey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ScoringVectorsTest {
    private static final JsonNode VECTORS = Vectors.read("scoring.json");

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void withUpstreamsBehaviourAgreesWithUpstream(int number) {
        for (var each : VECTORS.get("cases")) {
            var variant = each.get("variants").get(number);
            var penalty =
                    1 - variant.get("retain_missing_gradient_and_poor_sync").doubleValue();
            var transition = new WindowTransition(Windows.with("""
                    {"parity": "templar-0.2.80", "missing_gradient_penalty": %s, "poor_sync_penalty": %s}""".formatted(penalty, penalty)));
            var before = WindowTransition.Before.FIRST;
            for (var i = 0; i < each.get("inputs").size(); i++) {
                before = WindowTransition.Before.after(
                        apply(transition, before, each.get("inputs").get(i)));
                verify(before.standings(), variant.get("windows").get(i));
            }
        }
    }

    static WindowVerdict apply(WindowTransition transition, WindowTransition.Before before, JsonNode input) {
        var window = input.get("window").longValue();
        var opened = Windows.opened(
                window, Windows.uids(12), uids(input.get("evaluation_order")), uids(input.get("gather_peers")));
        var closed = Windows.closedWith(
                window,
                Windows.uids(12).stream().map(uid -> arrival(input, uid)).toList());
        return transition.apply(before, opened, closed, evaluations(input));
    }

    private static PeerArrival arrival(JsonNode input, int uid) {
        if (!uids(input.get("active")).contains(uid)) {
            return PeerArrival.inactive(uid, hotkey(uid));
        }
        if (input.get("gather_returns_none").booleanValue()) {
            return PeerArrival.missing(uid, hotkey(uid));
        }
        if (uids(input.get("too_late")).contains(uid)) {
            return PeerArrival.rejected(uid, hotkey(uid), RejectReason.TOO_LATE);
        }
        if (uids(input.get("missing_gradient")).contains(uid)) {
            return PeerArrival.missing(uid, hotkey(uid));
        }
        return uids(input.get("invalid_gradient")).contains(uid)
                ? PeerArrival.rejected(uid, hotkey(uid), RejectReason.INDEX_OUT_OF_RANGE)
                : Windows.arrived(uid);
    }

    private static List<PeerEvaluation> evaluations(JsonNode input) {
        var all = new ArrayList<PeerEvaluation>();
        input.get("losses")
                .forEachEntry((uid, losses) -> all.add(new PeerEvaluation(
                        hotkey(Integer.parseInt(uid)),
                        losses(losses, "own"),
                        losses(losses, "random"),
                        steps(input.get("avg_steps_behind").path(uid)),
                        null)));
        return all;
    }

    private static LossPair losses(JsonNode losses, String kind) {
        return new LossPair(
                losses.get(kind + "_before").doubleValue(),
                losses.get(kind + "_after").doubleValue(),
                1);
    }

    private static @Nullable Double steps(JsonNode node) {
        return node.isNumber() ? (Double) node.doubleValue() : null;
    }

    private static void verify(List<Standing> standings, JsonNode expected) {
        for (var standing : standings) {
            var peer = expected.get("peers").get(Integer.toString(standing.uid()));
            var place = "window " + expected.get("window") + " uid " + standing.uid();
            close(place, standing.mu(), peer.get("mu"));
            close(place, standing.sigma(), peer.get("sigma"));
            close(place, standing.ordinal(), peer.get("ordinal"));
            close(place, orZero(standing.gradientScore()), peer.get("gradient_score"));
            close(
                    place,
                    standing.binaryIndicator() == null ? 0 : standing.binaryIndicator(),
                    peer.get("binary_indicator"));
            close(place, standing.binaryAverage(), peer.get("binary_moving_average"));
            close(place, standing.syncScore(), peer.get("sync_score"));
            close(place, standing.finalScore(), peer.get("final_score"));
            close(place, standing.weight(), peer.get("weight"));
        }
        assertThat(standings).hasSize(12);
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    private static void close(String place, double actual, JsonNode expected) {
        assertThat(actual).as(place).isCloseTo(expected.doubleValue(), within(1e-6));
    }

    private static List<Integer> uids(JsonNode array) {
        return array.valueStream().map(JsonNode::intValue).toList();
    }

    @Test
    void normalisesAsUpstream() {
        for (var each : VECTORS.get("min_power_normalization")) {
            var logits = each.get("logits")
                    .valueStream()
                    .mapToDouble(JsonNode::doubleValue)
                    .toArray();
            var shares = new PowerNormalisation(each.get("power").doubleValue()).shares(logits);
            if (each.get("probabilities").valueStream().allMatch(JsonNode::isNumber)) {
                for (var i = 0; i < shares.length; i++) {
                    assertThat(shares[i])
                            .isCloseTo(each.get("probabilities").get(i).doubleValue(), within(1e-7));
                }
            } else {
                assertThat(IntStream.range(0, shares.length)
                                .mapToDouble(i -> shares[i])
                                .sum())
                        .as("where upstream overflows")
                        .isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    void weighsAsUpstream() {
        for (var each : VECTORS.get("update_weights_cases")) {
            var evaluated = uids(each.get("evaluated"));
            var before = new ArrayList<Standing>();
            each.get("final_scores")
                    .forEachEntry((uid, score) -> before.add(standing(
                            Integer.parseInt(uid), score.doubleValue(), evaluated.contains(Integer.parseInt(uid)))));
            var roster = before.stream().map(Standing::uid).toList();
            var verdict = new WindowTransition(Windows.HPARAMS)
                    .apply(
                            new WindowTransition.Before(before, null, null),
                            Windows.opened(1, roster, List.of(), List.of()),
                            Windows.closed(1, roster),
                            List.of());
            var expected = each.get("nonzero_weights");
            assertThat(verdict.weights())
                    .hasSize(expected.size())
                    .allSatisfy(weight -> assertThat(weight.share())
                            .isCloseTo(
                                    expected.get(Integer.toString(weight.uid())).doubleValue(), within(1e-7)));
        }
    }

    private static Standing standing(int uid, double finalScore, boolean evaluated) {
        return new Standing(uid, hotkey(uid), 25, 8, null, 0, null, 0, 0, finalScore, 0, evaluated, null, 0);
    }

    @Test
    void scoresSyncAsUpstream() {
        for (var each : VECTORS.get("sync_score_formula")) {
            var steps = each.get("avg_steps_behind");
            var behind = steps.isNumber() ? steps.doubleValue() : Double.POSITIVE_INFINITY;
            assertThat(Scores.sync(behind)).isCloseTo(each.get("sync_score").doubleValue(), within(1e-12));
        }
        assertThat(Scores.sync(null)).isZero();
    }

    @Test
    void withUpstreamsBehaviourAveragesTheIndicatorToTheBit() {
        var chain = VECTORS.get("binary_moving_average_chain");
        var peer = new Peer(1, hotkey(1), value -> (float) value);
        for (var i = 0; i < chain.get("indicators").size(); i++) {
            var own = chain.get("indicators").get(i).intValue() > 0 ? 1.0 : 2.0;
            peer.score(new LossPair(2, own, 1), new LossPair(2, 1.5, 1), 0.0, Windows.HPARAMS);
            assertThat(peer.standing().binaryAverage())
                    .isEqualTo(chain.get("float32_averages").get(i).doubleValue());
        }
    }

    @Test
    void withUpstreamsBehaviourScoresAreKeptInFloat32() {
        var upstream = new WindowTransition(Windows.with("{\"parity\": \"templar-0.2.80\"}"));
        for (var each : VECTORS.get("gradient_score_float32")) {
            var random = new LossPair(
                    each.get("loss_before_random").doubleValue(),
                    each.get("loss_after_random").doubleValue(),
                    1);
            var standing = upstream.apply(
                            WindowTransition.Before.FIRST,
                            Windows.opened(1, List.of(1)),
                            Windows.closed(1, List.of(1)),
                            List.of(new PeerEvaluation(hotkey(1), random, random, 0.0, null)))
                    .standings()
                    .getFirst();
            assertThat(standing.gradientScore())
                    .isEqualTo(each.get("stored_float32_used_for_rating").doubleValue());
        }
    }

    @Test
    void upstreamsParityIsOffByDefault() {
        assertThat(Windows.HPARAMS.parity()).isEqualTo(HParams.Parity.ASSAY);
    }
}
