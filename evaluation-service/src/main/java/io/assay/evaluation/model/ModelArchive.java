package io.assay.evaluation.model;

import io.assay.model.ModelHistory;
import io.assay.protocol.event.PinnedObject;
import io.assay.service.model.ModelObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The validator's bucket as the model's archive. */
public record ModelArchive(ModelObjects objects) implements ModelHistory.Archive {
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
