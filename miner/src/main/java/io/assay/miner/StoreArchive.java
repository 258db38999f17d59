package io.assay.miner;

import io.assay.model.ModelHistory;
import io.assay.protocol.event.PinnedObject;
import io.assay.service.model.ModelObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The validator's bucket as the model's archive. */
record StoreArchive(ModelObjects objects) implements ModelHistory.Archive {
    static StoreArchive of(MinerContext context) {
        var hparams = context.hparams();
        var stores = context.stores();
        return new StoreArchive(new ModelObjects(
                stores.validator(),
                stores.validatorBucket(),
                hparams.netuid(),
                hparams.model().parameterCount()));
    }

    @Override
    public List<Long> checkpoints() throws IOException {
        return objects.checkpoints();
    }

    @Override
    public void readCheckpoint(long window, Path file) throws IOException {
        objects.readCheckpoint(window, file);
    }

    @Override
    public byte[] readAggregate(PinnedObject aggregate) throws IOException {
        return objects.readAggregate(aggregate);
    }
}
