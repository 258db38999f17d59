package io.assay.chain.http;

import io.assay.chain.Hex;
import org.jspecify.annotations.Nullable;

/** What node and client say to each other besides the port's own records. */
final class Wire {
    static final int MAX_REQUEST_BYTES = 1 << 20;
    static final int MAX_RESPONSE_BYTES = 8 << 20;
    /** Longest wait that one request may ask for. */
    static final long MAX_WAIT_MILLIS = 30_000;

    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";

    private Wire() {}

    record GenesisHash(String genesisHash) {
        public GenesisHash {
            Hex.require("genesisHash", genesisHash, 32);
        }
    }

    record Nonce(String hotkey, long nextNonce) {}

    record Submitted(String hash) {
        public Submitted {
            Hex.require("hash", hash, 32);
        }
    }

    /**
     * RFC 9457.
     *
     * @param error the pool's name for a refusal, absent otherwise
     */
    record Problem(
            String title,
            int status,
            String detail,
            @Nullable String error) {}
}
