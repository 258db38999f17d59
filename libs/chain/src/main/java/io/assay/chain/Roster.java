package io.assay.chain;

import io.assay.protocol.Checks;
import java.util.List;
import java.util.Objects;

/**
 * The neurons of a subnet as of one block.
 *
 * @param at the block
 * @param neurons by rising uid, at most 65,536
 */
public record Roster(int netuid, Block at, List<Neuron> neurons) {
    public Roster {
        Checks.u16("netuid", netuid);
        Objects.requireNonNull(at, "at");
        neurons = List.copyOf(Checks.atMost("neurons", neurons, 1 << 16));
    }
}
