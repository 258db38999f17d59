package io.assay.model;

import io.assay.protocol.event.ModelAdvanced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/**
 * Where a model begins: at the newest usable checkpoint, or as it is made.
 *
 * @param directory for a checkpoint while it is read
 */
record Beginning(ModelHistory history, ModelHistory.Archive archive, Path directory, ModelHistory.Progress progress) {
    /** Gives the model the parameters to begin with, not beyond {@code target}, and tells their window. */
    long give(LanguageModel model, long target) throws IOException {
        var candidates = archive.checkpoints().stream()
                .filter(window -> window <= target)
                .sorted(Comparator.reverseOrder())
                .toList();
        for (var window : candidates) {
            if (load(model, window)) {
                return window;
            }
        }
        var first = history.firstWindow().orElse(Long.MAX_VALUE);
        if (first > target) {
            throw new IllegalStateException("window " + target + " of subnet "
                    + model.hparams().netuid() + " cannot be reached: there is no checkpoint and the record begins at "
                    + history.firstWindow());
        }
        return first;
    }

    private boolean load(LanguageModel model, long window) {
        var file = directory.resolve(
                "checkpoint-" + window + "-" + Thread.currentThread().threadId());
        var recorded = history.step(window - 1).map(ModelAdvanced::modelDigest).orElse(null);
        try {
            try {
                archive.readCheckpoint(window, file);
                model.load(
                        file, Map.of(ModelHistory.WINDOW, Long.toString(window)), history.compares() ? recorded : null);
            } finally {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (IOException e) {
            progress.unusable(window, e);
            return false;
        }
    }
}
