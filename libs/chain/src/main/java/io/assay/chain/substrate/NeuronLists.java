package io.assay.chain.substrate;

import io.assay.chain.ChainException;
import io.assay.chain.type.ScaleValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What subtensor keeps in lists with an element for each uid.
 *
 * @param incentive in 65535ths
 * @param dividends in 65535ths
 * @param emission of the last epoch, in rao of the subnet's own token
 */
record NeuronLists(
        List<Long> lastUpdate,
        List<Integer> incentive,
        List<Integer> dividends,
        List<Long> emission,
        List<Boolean> permits) {
    NeuronLists {
        var lengths = new LinkedHashMap<String, Integer>();
        lengths.put("LastUpdate", lastUpdate.size());
        lengths.put("Incentive", incentive.size());
        lengths.put("Dividends", dividends.size());
        lengths.put("Emission", emission.size());
        lengths.put("ValidatorPermit", permits.size());
        requireEqual(lengths);
    }

    static NeuronLists of(SubnetSnapshot subnet) {
        var updates = subnet.item("LastUpdate");
        var incentive = subnet.item("Incentive");
        var dividends = subnet.item("Dividends");
        var emission = subnet.item("Emission");
        var permits = subnet.item("ValidatorPermit");
        var values = subnet.read(List.of(updates, incentive, dividends, emission, permits));
        return new NeuronLists(
                subnet.list(values, updates, ScaleValue::asLong),
                subnet.list(values, incentive, ScaleValue::asInt),
                subnet.list(values, dividends, ScaleValue::asInt),
                subnet.list(values, emission, ScaleValue::asLong),
                subnet.list(values, permits, ScaleValue::asBool));
    }

    /** How many neurons there are. */
    int size() {
        return lastUpdate.size();
    }

    private static void requireEqual(Map<String, Integer> lengths) {
        if (lengths.values().stream().distinct().count() > 1) {
            throw new ChainException("the chain's lists of neurons have unequal lengths: " + lengths);
        }
    }
}
