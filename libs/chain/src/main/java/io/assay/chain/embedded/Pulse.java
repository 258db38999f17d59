package io.assay.chain.embedded;

import io.assay.chain.Hex;
import io.assay.protocol.Checks;

/**
 * What the chain's beacon published at a round.
 *
 * @param round 1 or more
 * @param signature {@code 0x} and the digits of 48 bytes, a compressed point of G1
 */
public record Pulse(long round, String signature) {
    public Pulse {
        Checks.positive("round", round);
        Hex.require("signature", signature, 48);
    }
}
