package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.WeightsFailed;
import io.assay.weights.core.ChainFacts;
import io.assay.weights.core.ChainFacts.Form;
import io.assay.weights.core.Decision;
import io.assay.weights.core.Draft;
import io.assay.weights.core.Joining;
import io.assay.weights.core.Proposal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which of several subnets' new weights go into one extrinsic. */
class JoiningTest {
    private static final Decision WAIT = new Decision.Wait("SettingWeightsTooFast");

    private static Draft draft(int netuid, Form form, int count) {
        var us = Stage.VALIDATOR.address();
        var facts = new ChainFacts(us, 100, 7, Map.of(), null, new ChainFacts.Terms(0, 1, 0xFFFF, 0, 5), form);
        var weights = Collections.nCopies(count, new ChainWeight(1, Verdicts.miner(1), 1));
        return new Draft(new Proposal(netuid, 1, "ab".repeat(32), List.of()), facts, weights, 5, 0);
    }

    private static Decision plain(int netuid, int count) {
        return new Decision.Sign(draft(netuid, new Form.Plain(), count));
    }

    private static List<Integer> joined(Decision decision) {
        return decision instanceof Decision.SignTogether(var drafts)
                ? drafts.stream().map(draft -> draft.proposal().netuid()).toList()
                : List.of();
    }

    @Test
    void joinsWhatIsPlainAndReady() {
        var hashed = new Decision.Sign(draft(5, new Form.Hashed(), 1));
        assertThat(joined(Joining.decide(List.of(WAIT, plain(3, 1), hashed, plain(4, 1)))))
                .containsExactly(3, 4);
    }

    @Test
    void leavesAloneWhatHasNoCompany() {
        var hashed = new Decision.Sign(draft(5, new Form.Hashed(), 1));
        assertThat(Joining.decide(List.of(WAIT, hashed, plain(3, 1)))).isEqualTo(hashed);
        assertThat(Joining.decide(List.of(WAIT, plain(3, 1)))).isEqualTo(plain(3, 1));
        assertThat(Joining.decide(List.of(WAIT))).isEqualTo(WAIT);
    }

    @Test
    void givesUpFirst() {
        var failed = new Decision.Publish(new WeightsFailed(5, 1, null, "NoWeights", "Nothing is sent."));
        assertThat(Joining.decide(List.of(plain(3, 1), plain(4, 1), failed))).isEqualTo(failed);
    }

    @Test
    void keepsToTheBoundsOfABatch() {
        var many = IntStream.range(0, 20).mapToObj(netuid -> plain(netuid, 1)).toList();
        assertThat(joined(Joining.decide(many))).hasSize(16);
        var large = Stream.of(3, 4, 5).map(netuid -> plain(netuid, 4096)).toList();
        assertThat(joined(Joining.decide(large))).containsExactly(3, 4);
    }
}
