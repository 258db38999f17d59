package io.assay.chain;

import io.assay.chain.key.Blake2b;
import io.assay.chain.key.Hotkey;
import io.assay.protocol.Checks;
import java.util.Objects;

/**
 * A call with all that makes it acceptable once only, on one chain only.
 *
 * @param genesisHash of the chain it is meant for
 * @param signer SS58 address of the hotkey that signs it
 * @param nonce how many extrinsics of the signer go before it, below 2^53
 */
public record Extrinsic(String genesisHash, String signer, long nonce, Call call) {
    public Extrinsic {
        Hex.require("genesisHash", genesisHash, 32);
        Checks.hotkey("signer", signer);
        ExactInteger.require("nonce", nonce);
        Objects.requireNonNull(call, "call");
    }

    /** The bytes that are hashed and signed: its canonical JSON in UTF-8. */
    public byte[] canonicalBytes() {
        return ChainJson.canonicalBytes(this);
    }

    /** {@code 0x} and the blake2b-256 of {@link #canonicalBytes}; known before it is signed. */
    public String hash() {
        return Hex.of(Blake2b.hash256(canonicalBytes()));
    }

    /**
     * Signs it.
     *
     * @throws IllegalArgumentException if the hotkey is not the signer
     */
    public SignedExtrinsic sign(Hotkey hotkey) {
        if (!hotkey.address().equals(signer)) {
            throw new IllegalArgumentException(
                    "the extrinsic of " + signer + " cannot be signed by " + hotkey.address());
        }
        return new SignedExtrinsic(this, Hex.of(hotkey.sign(canonicalBytes())));
    }
}
