package io.assay.evaluation.model;

import io.assay.gradient.PackedSigns;
import io.assay.model.LanguageModel;
import io.assay.model.ModelHistory;
import io.assay.model.TorchEngine;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.s3.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/** Steps of a very small model, drawn by their window, and a bucket in memory that has their aggregates. */
final class ScriptedRecord implements ModelHistory.Archive {
    static final long FIRST = 100;

    final HParams hparams;
    final Map<Long, byte[]> checkpoints = new TreeMap<>();
    private final TorchEngine engine = TorchEngine.open(2);
    private final Map<String, byte[]> aggregates = new TreeMap<>();

    ScriptedRecord() throws IOException {
        hparams = HParamsJson.overlay(HParamsJson.read(Files.readString(Path.of("../hparams.json"))), """
                {"sequence_length": 16,
                 "model": {"vocab_size": 258, "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 1,
                           "num_key_value_heads": 1, "intermediate_size": 8, "max_position_embeddings": 16}}
                """);
    }

    LanguageModel initial() {
        return LanguageModel.create(engine, hparams, "cpu");
    }

    ModelAdvanced step(long window) {
        var content = signs(window).toBytes();
        var pinned = new PinnedObject("assay", "signs-" + window, content.length, Digests.sha256(content));
        aggregates.put(pinned.key(), content);
        return new ModelAdvanced(3, window, window - FIRST, 0.001, 0.1, List.of("5" + "z".repeat(47)), pinned);
    }

    static ModelAdvanced emptyStep(long window) {
        return new ModelAdvanced(3, window, window - FIRST, 0.001, 0.1, List.of(), null);
    }

    PackedSigns signs(long window) {
        var count = hparams.model().parameterCount();
        var bytes = new byte[(int) (count / 8)];
        new Random(window).nextBytes(bytes);
        return PackedSigns.fromBytes(bytes, count);
    }

    /** What a model comes to that takes the first steps by itself. */
    String byHand(int steps) {
        try (var model = initial()) {
            for (var i = 0; i < steps; i++) {
                model.step(signs(FIRST + i), 0.001, 0.1);
            }
            return model.digest();
        }
    }

    @Override
    public List<Long> checkpoints() {
        return List.copyOf(checkpoints.keySet());
    }

    @Override
    public void readCheckpoint(long window, Path file) throws IOException {
        Files.write(file, Objects.requireNonNull(checkpoints.get(window)));
    }

    @Override
    public byte[] readAggregate(PinnedObject aggregate) {
        return Objects.requireNonNull(aggregates.get(aggregate.key()));
    }
}
