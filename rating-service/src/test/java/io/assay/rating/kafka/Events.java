package io.assay.rating.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.protocol.event.Event;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.EventJson;
import io.assay.protocol.json.HParamsJson;
import io.assay.rating.Subnets;
import io.assay.rating.core.SettleState;
import io.assay.rating.core.Settlement;
import io.assay.rating.core.Step;
import io.assay.rating.core.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Events with another field, and what the core alone makes of them. */
public final class Events {
    private static final String DIGEST = HParamsJson.digest(Windows.HPARAMS);

    private Events() {}

    /** Nothing settles by lag there: two topics have no order between them when all is published at once. */
    static HParams subnet(int netuid) {
        return Windows.with("{\"netuid\": " + netuid + ", \"settle_lag\": 100}");
    }

    static Subnets subnets(int... netuids) {
        var all = Arrays.stream(netuids).mapToObj(Events::subnet).toList();
        return new Subnets(all.getFirst(), all.subList(1, all.size()));
    }

    /** The same of another subnet. */
    static Event on(int netuid, Event event) {
        var tree = (ObjectNode) EventJson.tree(event);
        return read(event, tree.put("netuid", netuid));
    }

    /** Opened with the parameters that verdicts are computed with. */
    static Event agreed(Event event) {
        var tree = (ObjectNode) EventJson.tree(event);
        return tree.has("hparamsDigest") ? read(event, tree.put("hparamsDigest", DIGEST)) : event;
    }

    private static Event read(Event event, ObjectNode tree) {
        return EventJson.read(event.type(), tree.toString().getBytes(UTF_8));
    }

    /** The hashes of the verdicts that an undisturbed settlement gives. */
    public static List<String> verdictHashes(HParams hparams, List<Event> events) {
        var settlement = new Settlement(hparams);
        var state = new SettleState(SettleState.Head.FIRST);
        var hashes = new ArrayList<String>();
        for (var event : events) {
            state.apply(settlement.receive(state, event));
            for (Optional<Step> step = settlement.next(state); step.isPresent(); step = settlement.next(state)) {
                state.apply(step.get());
                if (step.get() instanceof Step.Settled(var verdict, var _)) {
                    hashes.add(verdict.verdictHash());
                }
            }
        }
        return hashes;
    }
}
