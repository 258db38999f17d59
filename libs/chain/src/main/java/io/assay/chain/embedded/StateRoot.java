package io.assay.chain.embedded;

import io.assay.chain.ChainJson;
import io.assay.chain.key.Blake2b;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The hash of a whole state and the events that led to it. Parts that are the very same objects as in the state before
 * are not hashed again: most blocks change next to nothing. Not safe for several threads.
 */
final class StateRoot {
    private IdentityHashMap<Object, byte[]> known = new IdentityHashMap<>();

    byte[] of(ChainState state, List<ChainEvent> events) {
        var used = new IdentityHashMap<Object, byte[]>();
        var parts = new byte[5 + state.subnets().size()][];
        parts[0] = ByteBuffer.allocate(2 * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(state.number())
                .putLong(state.timestamp().toEpochMilli())
                .array();
        parts[1] = hash(state.stakesRao(), used);
        parts[2] = hash(state.nonces(), used);
        parts[3] = hash(state.drand(), used);
        parts[4] = Blake2b.hash256(ChainJson.write(events));
        var i = 5;
        for (var subnet : state.subnets().values()) {
            parts[i++] = hash(subnet, used);
        }
        known = used;
        return Blake2b.hash256(parts);
    }

    private byte[] hash(Object part, IdentityHashMap<Object, byte[]> used) {
        var hash = known.getOrDefault(part, new byte[0]);
        var fresh = hash.length == 0 ? Blake2b.hash256(ChainJson.write(part)) : hash;
        used.put(part, fresh);
        return fresh;
    }
}
