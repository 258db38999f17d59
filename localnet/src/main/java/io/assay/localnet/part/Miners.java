package io.assay.localnet.part;

import io.assay.miner.Miner;
import io.assay.miner.MinerContext;
import io.assay.miner.MinerPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The miners of a localnet, each with a hotkey and a bucket of its own. */
public final class Miners implements AutoCloseable {
    private final List<Miner> running;

    private Miners(List<Miner> running) {
        this.running = running;
    }

    /** Starts one miner for each plan, in order. */
    public static Miners start(MinerContext context, List<MinerPlan> plans, Keys keys) {
        var running = new ArrayList<Miner>();
        for (var i = 0; i < plans.size(); i++) {
            var owner = owner(i);
            running.add(Miner.start(context, plans.get(i), keys.hotkey(owner), keys.bucket(owner)));
        }
        return new Miners(List.copyOf(running));
    }

    /** Strategy by hotkey of the miners of these plans, in order. */
    public static SequencedMap<String, String> strategies(List<MinerPlan> plans, Keys keys) {
        var strategies = new LinkedHashMap<String, String>();
        for (var i = 0; i < plans.size(); i++) {
            strategies.put(keys.hotkey(owner(i)).address(), plans.get(i).toString());
        }
        return strategies;
    }

    /** The miners, in order. */
    public List<Miner> running() {
        return running;
    }

    private static String owner(int place) {
        return "miner-" + place;
    }

    @Override
    public void close() {
        running.parallelStream().forEach(Miner::close);
    }
}
