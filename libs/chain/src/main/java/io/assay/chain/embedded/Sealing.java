package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.Hex;
import io.assay.chain.key.Blake2b;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Gives executed blocks their headers. Not safe for several threads. */
final class Sealing {
    private static final byte[] SEAL = "seal".getBytes(StandardCharsets.US_ASCII);

    private final byte[] seed;
    private final StateRoot roots = new StateRoot();

    /** The seed is known to nobody but the journal. */
    Sealing(String seed) {
        this.seed = Hex.bytes(seed);
    }

    ExecutedBlock seal(String parentHash, Draft draft, ChainState.Applied applied) {
        var header = new Header(
                parentHash,
                draft.number(),
                Hex.of(roots.of(applied.state(), applied.events())),
                Hex.of(extrinsicsRoot(draft, applied.included())),
                Hex.of(seal(parentHash, draft.number())));
        return new ExecutedBlock(
                new Block(draft.number(), header.hash(), draft.timestamp()),
                header,
                draft.pulses(),
                applied.included(),
                applied.outcomes(),
                applied.events(),
                applied.state());
    }

    private byte[] seal(String parentHash, long number) {
        var place =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number);
        return Blake2b.hash256(SEAL, seed, Hex.bytes(parentHash), place.array());
    }

    private static byte[] extrinsicsRoot(Draft draft, List<CheckedExtrinsic> included) {
        var bytes = ByteBuffer.allocate(8 + 4 + draft.pulses().size() * (8 + 48) + included.size() * 32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(draft.timestamp().toEpochMilli())
                .putInt(draft.pulses().size());
        draft.pulses().forEach(pulse -> bytes.putLong(pulse.round()).put(Hex.bytes(pulse.signature())));
        included.forEach(signed -> bytes.put(Hex.bytes(signed.hash())));
        return Blake2b.hash256(bytes.array());
    }
}
