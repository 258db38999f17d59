package io.assay.service.source;

import io.assay.model.pretrained.PretrainedModel;
import io.assay.model.pretrained.UnusableModelException;
import io.assay.protocol.hparams.HParams;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.settings.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a model's files from a bucket into a folder, whole or not at all, once. */
record ModelDownload(StoreAddress address, String bucket, String prefix, Path directory, long parameters) {
    private static final Logger LOG = LoggerFactory.getLogger(ModelDownload.class);
    private static final Duration LIMIT = Duration.ofHours(2);
    private static final long SMALL_FILE = 64 << 20;

    static ModelDownload of(SourceSettings settings, StoreSettings own, HParams hparams) {
        return new ModelDownload(
                settings.store(own),
                settings.bucket(own),
                SourceSettings.asFolder(Objects.requireNonNull(settings.modelPrefix())),
                settings.cacheDirectory(),
                hparams.model().parameterCount());
    }

    /** The folder of the model with that digest, which is still to be checked. */
    Path folder(String sha256) {
        var folder = directory.resolve("model-" + sha256);
        if (Files.exists(folder)) {
            return folder;
        }
        try (var store = ObjectStore.connect(address, LIMIT)) {
            var part = Files.createTempDirectory(Files.createDirectories(directory), "model");
            try {
                fetchAll(store, part);
                Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(part);
            }
            return folder;
        } catch (IOException e) {
            if (Files.exists(folder)) {
                return folder;
            }
            throw new UnusableModelException(directory + " cannot take the model (" + e + "); look at its disk", e);
        }
    }

    private void fetchAll(ObjectStore store, Path into) {
        fetch(store, "config.json", SMALL_FILE, into);
        if (store.head(bucket, prefix + PretrainedModel.INDEX)
                .hasElement()
                .blockOptional()
                .orElse(false)) {
            fetch(store, PretrainedModel.INDEX, SMALL_FILE, into);
        }
        for (var file : PretrainedModel.files(into)) {
            LOG.info("{} is fetched from {}/{}", file, bucket, prefix);
            fetch(store, file, parameters * Float.BYTES + SMALL_FILE, into);
        }
    }

    private void fetch(ObjectStore store, String name, long maxBytes, Path into) {
        var key = prefix + name;
        var head = store.head(bucket, key)
                .blockOptional()
                .orElseThrow(() -> new UnusableModelException(bucket + "/" + key + " is missing; upload it"));
        store.fetch(bucket, key, head.etag(), maxBytes, into.resolve(name)).block();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
