package io.assay.weights;

import io.assay.chain.Neuron;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who owns the uids of the scripted chain's subnets. */
final class ScriptedSlots {
    private final String validator;
    private final Map<Integer, String> owners = new TreeMap<>();
    private boolean permit = true;

    ScriptedSlots(String validator, int miners) {
        this.validator = validator;
        owners.put(0, validator);
        for (var i = 1; i <= miners; i++) {
            owners.put(i, Verdicts.miner(i));
        }
    }

    void setPermit(boolean permit) {
        this.permit = permit;
    }

    void handOver(int uid, String hotkey) {
        owners.put(uid, hotkey);
    }

    List<Neuron> neurons(long lastUpdate) {
        return owners.entrySet().stream()
                .map(slot -> neuron(slot.getKey(), slot.getValue(), lastUpdate))
                .toList();
    }

    private Neuron neuron(int uid, String hotkey, long lastUpdate) {
        var isValidator = hotkey.equals(validator);
        return new Neuron(uid, hotkey, 1000, isValidator && permit, isValidator ? lastUpdate : 0, 0, 0, 0, null, 0);
    }
}
