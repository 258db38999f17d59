package io.assay.chain.substrate;

import io.assay.chain.Block;
import io.assay.chain.Call;
import io.assay.chain.ExtrinsicId;
import io.assay.chain.Hex;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.extrinsic.ChainIdentity;
import io.assay.chain.extrinsic.Era;
import io.assay.chain.extrinsic.SigningFacts;
import io.assay.chain.key.Hotkey;
import io.assay.chain.subtensor.SubtensorCalls;
import io.assay.chain.type.ScaleValue;

/**
 * Signs calls for one runtime of a chain.
 *
 * @param genesisHash {@code 0x} and 64 digits
 * @param head block from which the extrinsic is good
 * @param birthHash hash of the block that the era begins with
 */
record Signing(ChainRuntime runtime, String genesisHash, Block head, Era.Mortal era, String birthHash) {
    /**
     * The extrinsic.
     *
     * @throws RuntimeException if the runtime has no such call, or other extrinsics than are known here
     */
    SignedExtrinsic sign(Call call, long nonce, Hotkey hotkey) {
        var codec = runtime.extrinsics();
        var encoded = runtime.metadata().encodeCall(SubtensorCalls.of(call));
        var signed = codec.sign(encoded, facts(nonce), hotkey);
        var bytes = codec.encode(signed);
        var birth = era.birth(head.number());
        var hash = Hex.of(codec.hash(signed));
        var id = new ExtrinsicId(hash, hotkey.address(), nonce, birth, era.death(head.number()));
        return new SignedExtrinsic(id, Hex.of(bytes));
    }

    private SigningFacts facts(long nonce) {
        var version = runtime.version();
        var chain = new ChainIdentity(hash(genesisHash), version.spec(), version.transaction());
        return new SigningFacts(chain, era, era.birth(head.number()), hash(birthHash), nonce, 0);
    }

    private static ScaleValue.Bytes hash(String text) {
        return ScaleValue.of(Hex.bytes(text));
    }
}
