package io.assay.rating.core;

import static io.assay.rating.core.Windows.arrived;
import static io.assay.rating.core.Windows.closedWith;
import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.RejectReason;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The hash that 40 windows of 20 peers come to. It is the same on every machine, and it must stay what it is: a change of
 * the last bit anywhere, by another order of additions even, makes records that were written before impossible to
 * recompute. Whoever changes it on purpose says so in {@code docs/rationale.md}.
 */
class GoldenRecordTest {
    @ParameterizedTest
    @CsvSource({
        "assay, a5cc7632c36ec340a218312fdd02df15121aaaf6e7441730696d393bed020b02",
        "templar-0.2.80, 3b7d00e8b83f9285b6820625f761abfc066177cde7521eca2bc2520e5780e0c5"
    })
    void comesToTheSameHashEverywhere(String parity, String expected) {
        var transition = new WindowTransition(Windows.with("{\"parity\": \"" + parity + "\"}"));
        var before = WindowTransition.Before.FIRST;
        for (var window = 1; window <= 40; window++) {
            var arrivals = new ArrayList<PeerArrival>();
            var evaluations = new ArrayList<PeerEvaluation>();
            for (var uid : uids(20)) {
                var arrival = arrival(window, uid);
                arrivals.add(arrival);
                if (arrival.gradient() != null) {
                    evaluations.add(evaluation(window, uid));
                }
            }
            before = WindowTransition.Before.after(
                    transition.apply(before, opened(window, uids(20)), closedWith(window, arrivals), evaluations));
        }
        assertThat(before.verdictHash()).isEqualTo(expected);
    }

    private static PeerArrival arrival(int window, int uid) {
        return switch ((window * 7 + uid * 3) % 23) {
            case 0 -> PeerArrival.missing(uid, hotkey(uid));
            case 1 -> PeerArrival.inactive(uid, hotkey(uid));
            case 2 -> PeerArrival.rejected(uid, hotkey(uid), RejectReason.WRONG_K);
            default -> arrived(uid);
        };
    }

    private static PeerEvaluation evaluation(int window, int uid) {
        var random = ((window * 31 + uid * 17) % 101 - 40) / 5000.0;
        var own = random + ((window * 13 + uid * 29) % 37 - 12) / 3000.0;
        var steps = (window + uid) % 19 == 0 ? null : (Double) ((window * uid % 41) / 12.0);
        return PeerEvaluation.of(Windows.delta(1, uid, own, random, steps));
    }
}
