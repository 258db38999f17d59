package io.assay.weights.core;

import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WindowVerdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weights that are to be sent.
 *
 * @param claims one a peer, at most one of them rightful for a uid
 */
public record Proposal(int netuid, long window, String verdictHash, List<Claim> claims) {
    public Proposal {
        claims = List.copyOf(claims);
    }

    static Proposal of(WindowVerdict verdict) {
        var claims = verdict.weights().stream()
                .map(weight -> new Claim(weight.uid(), weight.hotkey(), weight.share()))
                .toList();
        return new Proposal(verdict.netuid(), verdict.window(), verdict.verdictHash(), claims);
    }

    /** The same weights once more; u16 values are shares too, so that the verdict is not needed again. */
    static Proposal of(WeightsPlanned plan) {
        var claims = plan.weights().stream()
                .map(weight -> new Claim(weight.uid(), weight.hotkey(), weight.value()))
                .toList();
        return new Proposal(plan.netuid(), plan.window(), plan.verdictHash(), claims);
    }

    /** Shares by uid, without uids that belong to another hotkey than the one that earned the share. */
    public Map<Integer, Double> rightful(Map<Integer, String> hotkeyByUid) {
        var shares = new TreeMap<Integer, Double>();
        for (var claim : claims) {
            if (claim.hotkey().equals(hotkeyByUid.get(claim.uid()))) {
                shares.putIfAbsent(claim.uid(), claim.share());
            }
        }
        return shares;
    }
}
