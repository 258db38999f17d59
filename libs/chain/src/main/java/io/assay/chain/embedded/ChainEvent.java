package io.assay.chain.embedded;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a block, as {@code System.Events} tells it. {@link Events} lists all there are.
 *
 * @param extrinsic place among the block's signed extrinsics, from 0; null for what the block did before them
 * @param pallet as the chain's metadata names it
 * @param name of the pallet's event
 * @param fields in the metadata's order, those without a name there by the name in the pallet's source; each an Integer
 *     or Long, a String (an SS58 address, or {@code 0x} and hexadecimal digits), a {@link DispatchError}, or a List of these
 */
public record ChainEvent(@Nullable Integer extrinsic, String pallet, String name, SequencedMap<String, Object> fields) {
    public ChainEvent {
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    ChainEvent of(int index) {
        return new ChainEvent(index, pallet, name, fields);
    }
}
