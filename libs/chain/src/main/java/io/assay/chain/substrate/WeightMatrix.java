package io.assay.chain.substrate;

import io.assay.chain.Roster;
import io.assay.chain.WeightTarget;
import java.util.List;
import java.util.SortedMap;

/**
 * Who gives whom what on a subnet, as of one block.
 *
 * @param byUid weights that a neuron has set, in the chain's order; none of those who have set none
 */
public record WeightMatrix(Roster roster, SortedMap<Integer, List<WeightTarget>> byUid) {}
