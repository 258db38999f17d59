package io.assay.chain.metadata;

import io.assay.chain.type.ScaleValue;
import java.util.List;

/** The value of {@code System.Events}: what happened in a block. */
public final class EventsCodec {
    private final StorageCodec storage;

    EventsCodec(StorageCodec storage) {
        this.storage = storage;
    }

    /** The storage key under which they are. */
    public byte[] key() {
        return storage.key();
    }

    /**
     * The events of a block, in order.
     *
     * @throws io.assay.chain.scale.MalformedScaleException if the bytes are none
     * @throws io.assay.chain.type.UnexpectedValueException if the runtime describes its events in an unknown form
     */
    public List<EventRecord> decode(byte[] value) {
        return storage.decode(value).items().stream().map(EventRecord::of).toList();
    }

    /**
     * The bytes of events.
     *
     * @throws io.assay.chain.type.UnexpectedValueException if the runtime has no such event, or with other fields
     */
    public byte[] encode(List<EventRecord> events) {
        return storage.encode(new ScaleValue.Sequence(
                events.stream().map(EventRecord::toValue).toList()));
    }
}
