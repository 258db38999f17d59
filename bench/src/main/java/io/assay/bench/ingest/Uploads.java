package io.assay.bench.ingest;

import io.assay.gradient.CompressedGradient;
import io.assay.gradient.CompressedParameter;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientMetadata;
import io.assay.gradient.ParameterLayout;
import io.assay.gradient.SafetensorsGradient;
import io.assay.protocol.ObjectKeys;
import io.assay.service.s3.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.SplittableRandom;

/** Gradients in a store whose files are here: written in peace, dated when their window has closed. */
record Uploads(ObjectStore store, Path files, GradientLayout layout, Subnet subnet) {
    /** Writes a miner's gradient of a window; its size in bytes. */
    long write(long window, int uid) {
        var metadata = new GradientMetadata(window, uid, subnet.hotkey(uid), 0, ObjectKeys.VERSION, null);
        var content = SafetensorsGradient.write(layout, random(new SplittableRandom(window << 16 | uid)), metadata);
        store.put(Subnet.bucket(uid).bucket(), ObjectKeys.gradient(window, uid), content)
                .block();
        return content.length;
    }

    /** Lets the store say that it was uploaded then. */
    void date(long window, int uid, Instant uploadedAt) throws IOException {
        Files.setLastModifiedTime(file(window, uid), FileTime.from(uploadedAt));
    }

    private Path file(long window, int uid) {
        return files.resolve(Subnet.bucket(uid).bucket()).resolve(ObjectKeys.gradient(window, uid));
    }

    private CompressedGradient random(SplittableRandom random) {
        return new CompressedGradient(layout.parameters().stream()
                .map(parameter -> random(parameter, random))
                .toList());
    }

    /** One index in each k-th of a chunk. */
    private static CompressedParameter random(ParameterLayout layout, SplittableRandom random) {
        var indices = new short[layout.coefficients()];
        var values = new float[indices.length];
        var step = layout.chunkSize() / layout.k();
        for (var i = 0; i < indices.length; i++) {
            indices[i] = (short) (i % layout.k() * step + random.nextInt(step));
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return CompressedParameter.of(indices, values);
    }
}
