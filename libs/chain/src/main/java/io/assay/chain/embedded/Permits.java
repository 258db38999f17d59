package io.assay.chain.embedded;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** Who may set weights for others. */
final class Permits {
    private Permits() {}

    /** Permits for the neurons with the most stake, the higher uid of equals, and for no other ({@code is_topk_nonzero}). */
    static SubnetState given(SubnetState subnet, Map<String, Long> stakesRao) {
        var permitted = subnet.slots().stream()
                .filter(slot -> stakeRao(subnet, slot, stakesRao) > 0)
                .sorted(Comparator.comparingLong((Slot slot) -> stakeRao(subnet, slot, stakesRao))
                        .thenComparingInt(Slot::uid)
                        .reversed())
                .limit(subnet.spec().maxValidators())
                .map(Slot::uid)
                .collect(Collectors.toSet());
        return subnet.withSlots(subnet.slots().stream()
                .map(slot -> slot.withPermit(permitted.contains(slot.uid())))
                .toList());
    }

    /** Stake that counts: none below the subnet's threshold. */
    static long stakeRao(SubnetState subnet, Slot slot, Map<String, Long> stakesRao) {
        var stake = stakesRao.getOrDefault(slot.hotkey(), 0L);
        return stake < subnet.terms().stakeThresholdRao() ? 0 : stake;
    }
}
