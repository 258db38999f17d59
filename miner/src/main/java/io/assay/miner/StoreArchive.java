package io.assay.miner;

import io.assay.model.ModelHistory;
import io.assay.protocol.ObjectKeys;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.hparams.HParams;
import io.assay.service.s3.ObjectStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** The model's history in the validator's bucket. A checkpoint goes through memory, so that it has to be below 2 GiB. */
final class StoreArchive implements ModelHistory.Archive {
    private static final int MAX_PAGES = 100;
    private static final long MAX_HEADER_BYTES = 16 << 20;

    private final HParams hparams;
    private final MinerStores stores;

    StoreArchive(HParams hparams, MinerStores stores) {
        this.hparams = hparams;
        this.stores = stores;
    }

    @Override
    public List<Long> checkpoints() throws IOException {
        return reading(() -> {
            var windows = new ArrayList<Long>();
            var after = "";
            for (var page = 0; page < MAX_PAGES; page++) {
                var keys = page(after);
                keys.forEach(key -> windows.add(ObjectKeys.checkpointWindow(hparams.netuid(), key)));
                if (keys.isEmpty()) {
                    break;
                }
                after = keys.getLast();
            }
            return windows;
        });
    }

    private List<String> page(String after) {
        var prefix = ObjectKeys.checkpointPrefix(hparams.netuid());
        return value(stores.validator().list(stores.validatorBucket(), prefix, after.isEmpty() ? null : after)).stream()
                .map(head -> head.key())
                .filter(key -> key.endsWith(".safetensors"))
                .toList();
    }

    @Override
    public void readCheckpoint(long window, Path file) throws IOException {
        var key = ObjectKeys.checkpoint(hparams.netuid(), window);
        var content =
                reading(() -> value(stores.validator().get(stores.validatorBucket(), key, null, maxCheckpointBytes())));
        Files.write(file, content);
    }

    @Override
    public byte[] readAggregate(PinnedObject aggregate) throws IOException {
        return reading(() -> value(stores.validator().get(aggregate, maxAggregateBytes())));
    }

    private int maxCheckpointBytes() {
        return atMost(hparams.model().parameterCount() * Float.BYTES + MAX_HEADER_BYTES);
    }

    private int maxAggregateBytes() {
        return atMost(Math.ceilDiv(hparams.model().parameterCount(), Byte.SIZE));
    }

    private static int atMost(long bytes) {
        return (int) Math.min(bytes, Integer.MAX_VALUE - 8);
    }

    private static <T> T value(Mono<T> read) {
        return read.blockOptional().orElseThrow();
    }

    private static <T> T reading(Supplier<T> action) throws IOException {
        try {
            return action.get();
        } catch (ObjectStoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
