package io.assay.chain;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shares as the chain takes them: {@code w / max · 65535}, rounded half to even, zeros dropped. */
public final class WeightQuantisation {
    private WeightQuantisation() {}

    /**
     * Quantises weights.
     *
     * @param shareByUid not negative, in any scale
     * @return by rising uid, values 1..65535, the largest exactly 65535; empty if no share is positive
     * @throws IllegalArgumentException if a share is negative or not finite, or a uid out of range
     */
    public static List<WeightTarget> quantise(Map<Integer, Double> shareByUid) {
        shareByUid.forEach(WeightQuantisation::require);
        var max = shareByUid.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return new TreeMap<>(shareByUid)
                .entrySet().stream()
                        .filter(share -> share.getValue() > 0)
                        .map(share -> new WeightTarget(share.getKey(), value(share.getValue(), max)))
                        .filter(target -> target.value() > 0)
                        .toList();
    }

    private static int value(double share, double max) {
        return (int) Math.rint(share / max * 0xFFFF);
    }

    private static void require(int uid, double share) {
        if (!(share >= 0 && Double.isFinite(share))) {
            throw new IllegalArgumentException("share of uid " + uid + " is " + share + ", allowed: finite and >= 0");
        }
    }
}
