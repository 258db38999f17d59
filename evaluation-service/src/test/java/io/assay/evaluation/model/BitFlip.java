package io.assay.evaluation.model;

import io.assay.model.LanguageModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** What a fault of the memory does to a worker's model. */
public final class BitFlip {
    private BitFlip() {}

    /** Changes the lowest bit of one of the model's last values; on the model's thread. */
    public static void in(Workbench bench) throws IOException {
        in(bench.requireModel().model());
    }

    /** The same of parameters. */
    static void in(LanguageModel model) throws IOException {
        var file = Files.createTempFile("model", ".safetensors");
        try {
            model.save(file, Map.of());
            var bytes = Files.readAllBytes(file);
            bytes[bytes.length - 100 * Float.BYTES] ^= 1;
            Files.write(file, bytes);
            model.load(file, Map.of(), null);
        } finally {
            Files.delete(file);
        }
    }
}
