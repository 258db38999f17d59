package io.assay.chain.subtensor;

import io.assay.chain.type.ScaleValue;
import java.util.Map;

/** What {@code System.Account} holds of an account without a balance. */
public final class Accounts {
    static final ScaleValue NONE = account(0, 0);

    private Accounts() {}

    /** An account that is there, by how many extrinsics it has had in a block. */
    public static ScaleValue withNonce(long nonce) {
        return account(nonce, 1);
    }

    private static ScaleValue account(long nonce, int providers) {
        var zero = ScaleValue.of(0);
        var nothing = Map.of("free", zero, "reserved", zero, "frozen", zero, "flags", zero);
        return ScaleValue.composite(Map.of(
                "nonce",
                ScaleValue.of(nonce),
                "consumers",
                zero,
                "providers",
                ScaleValue.of(providers),
                "sufficients",
                zero,
                "data",
                ScaleValue.composite(nothing)));
    }
}
