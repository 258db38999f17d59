package io.assay.weights.core;

import io.assay.protocol.event.WeightsCall.BatchSetWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides which of several subnets' new weights go into one extrinsic. What was planned before and had no effect is not
 * joined again, so that a subnet that has a batch refused keeps the others back once only.
 */
public final class Joining {
    /** Weights of one extrinsic, so that its plan, which has each twice and as bytes too, stays far below a record's limit. */
    static final int MOST_WEIGHTS = 8_192;

    private Joining() {}

    /**
     * What to do first.
     *
     * @param decisions {@link Planning}'s on each subnet's proposal, one at least
     */
    public static Decision decide(List<Decision> decisions) {
        return first(decisions, Decision.Publish.class)
                .or(() -> sign(decisions))
                .or(() -> first(decisions, Decision.Wait.class))
                .orElseGet(decisions::getFirst);
    }

    private static Optional<Decision> first(List<Decision> decisions, Class<? extends Decision> kind) {
        return decisions.stream().filter(kind::isInstance).findFirst();
    }

    private static Optional<Decision> sign(List<Decision> decisions) {
        var together = fitting(drafts(decisions).filter(Joining::isPlain).toList());
        return together.size() > 1
                ? Optional.of(new Decision.SignTogether(together))
                : first(decisions, Decision.Sign.class);
    }

    private static Stream<Draft> drafts(List<Decision> decisions) {
        return decisions.stream()
                .filter(Decision.Sign.class::isInstance)
                .map(Decision.Sign.class::cast)
                .map(Decision.Sign::draft);
    }

    private static boolean isPlain(Draft draft) {
        return draft.facts().form() instanceof ChainFacts.Form.Plain;
    }

    private static List<Draft> fitting(List<Draft> drafts) {
        var chosen = new ArrayList<Draft>();
        var weights = 0;
        for (var draft : drafts) {
            weights += draft.weights().size();
            if (chosen.size() < BatchSetWeights.MOST_ITEMS && weights <= MOST_WEIGHTS) {
                chosen.add(draft);
            }
        }
        return chosen;
    }
}
