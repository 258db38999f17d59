package io.assay.localnet.part;

import java.util.List;

/**
 * The localnet's one subnet as it begins.
 *
 * @param validator hotkey of its one validator, uid 0
 * @param miners registered from the first block on, uids from 1 in this order: whoever raced for them would make every run
 *     another one, because a miner's data are drawn by its uid
 * @param commitReveal epochs from the commit of weights to their reveal, 0 for weights that are set openly
 */
public record LocalSubnet(int netuid, String validator, List<String> miners, int commitReveal) {
    public LocalSubnet {
        miners = List.copyOf(miners);
    }
}
