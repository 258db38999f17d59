package io.assay.chain.substrate;

import io.assay.chain.WeightTarget;
import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.TreeMap;

/** Reads who gives whom what. */
final class WeightsReader {
    private WeightsReader() {}

    static WeightMatrix read(SubnetSnapshot subnet) {
        var roster = RosterReader.read(subnet);
        var items = roster.neurons().stream()
                .map(neuron -> subnet.item("Weights", ScaleValue.of(neuron.uid())))
                .toList();
        var values = subnet.read(items);
        var byUid = new TreeMap<Integer, List<WeightTarget>>();
        for (var uid = 0; uid < items.size(); uid++) {
            var targets = subnet.list(values, items.get(uid), WeightsReader::target);
            if (!targets.isEmpty()) {
                byUid.put(uid, targets);
            }
        }
        return new WeightMatrix(roster, byUid);
    }

    private static WeightTarget target(ScaleValue pair) {
        var numbers = pair.items();
        return new WeightTarget(numbers.getFirst().asInt(), numbers.getLast().asInt());
    }
}
