package io.assay.chain;

import io.assay.protocol.Checks;

/**
 * A weight as the chain takes it.
 *
 * @param uid whose weight it is
 * @param value 0 to 65,535, relative to the largest of the same call
 */
public record WeightTarget(int uid, int value) {
    public WeightTarget {
        Checks.u16("uid", uid);
        Checks.u16("value", value);
    }
}
