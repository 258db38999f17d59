package io.assay.chain.embedded;

import io.assay.chain.Hex;
import java.util.Objects;

/**
 * The first line of a journal.
 *
 * @param seed 32 random bytes that go into every block's hash, {@code 0x} and hexadecimal digits; never shown
 */
record Genesis(ChainSpec spec, SealedBlock first, String seed) {
    Genesis {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(first, "first");
        Hex.require("seed", seed, 32);
    }

    @Override
    public String toString() {
        return "Genesis[first=" + first.block() + "]";
    }
}
