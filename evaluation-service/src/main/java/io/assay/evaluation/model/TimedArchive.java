package io.assay.evaluation.model;

import io.assay.evaluation.metrics.DeviceTimes;
import io.assay.model.ModelHistory;
import io.assay.protocol.event.PinnedObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An archive for which no device's time is taken: while it is read, the device waits. */
public record TimedArchive(ModelHistory.Archive archive, DeviceTimes times) implements ModelHistory.Archive {
    @Override
    public List<Long> checkpoints() throws IOException {
        return times.awaiting(archive::checkpoints);
    }

    @Override
    public void readCheckpoint(long window, Path file) throws IOException {
        var _ = times.<Path, IOException>awaiting(() -> {
            archive.readCheckpoint(window, file);
            return file;
        });
    }

    @Override
    public byte[] readAggregate(PinnedObject aggregate) throws IOException {
        return times.awaiting(() -> archive.readAggregate(aggregate));
    }
}
