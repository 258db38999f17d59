package io.assay.chain.embedded;

import io.assay.protocol.Checks;

/**
 * A neuron that is registered from block 0 on, uids by their order in {@link ChainSpec}.
 *
 * @param hotkey SS58 address
 */
public record GenesisNeuron(int netuid, String hotkey) {
    public GenesisNeuron {
        Checks.u16("netuid", netuid);
        Checks.hotkey("hotkey", hotkey);
    }
}
