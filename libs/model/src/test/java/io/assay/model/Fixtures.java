package io.assay.model;

import io.assay.gradient.PackedSigns;
import io.assay.model.data.ByteTokens;
import io.assay.model.data.TokenBatch;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A tiny model with grouped-query attention, one of localnet's size, and random input for them. */
public final class Fixtures {
    private Fixtures() {}

    /** The parameters of {@code hparams.json} beside this class. */
    public static HParams small() {
        try (var stream = Fixtures.class.getResourceAsStream("hparams.json")) {
            if (stream == null) {
                throw new IllegalStateException("hparams.json is missing beside " + Fixtures.class.getName());
            }
            return HParamsJson.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those parameters with others over them. */
    public static HParams small(String json) {
        return HParamsJson.overlay(small(), json);
    }

    static HParams tiny() {
        return small("""
                {"sequence_length": 9, "sync_probe_size": 40, "model": {"vocab_size": 260, "hidden_size": 16,
                 "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2, "intermediate_size": 20,
                 "max_position_embeddings": 12}}""");
    }

    static TorchEngine engine() {
        return TorchEngine.open(1);
    }

    static LanguageModel model(HParams hparams) {
        return LanguageModel.create(engine(), hparams, "cpu");
    }

    /** Random tokens; the second row ends after five and is padded. */
    static TokenBatch batch(int rows, int length, long seed) {
        var random = new SplittableRandom(seed);
        var tokens = random.longs((long) rows * length, 0, 256).toArray();
        for (var at = length + 5; rows > 1 && at < 2 * length; at++) {
            tokens[at] = ByteTokens.PADDING;
        }
        return new TokenBatch(tokens, rows, length);
    }

    static PackedSigns signs(HParams hparams, long seed) {
        var size = hparams.model().parameterCount();
        var bytes = new byte[Math.toIntExact(Math.ceilDiv(size, Byte.SIZE))];
        new SplittableRandom(seed).nextBytes(bytes);
        bytes[bytes.length - 1] &= (byte) (0xff >>> (-size & 7));
        return PackedSigns.fromBytes(bytes, size);
    }

    /** +1 where a gradient is positive. */
    static PackedSigns signs(List<float[]> gradients) {
        var size = gradients.stream().mapToInt(gradient -> gradient.length).sum();
        var bytes = new byte[Math.ceilDiv(size, Byte.SIZE)];
        var at = 0;
        for (var gradient : gradients) {
            for (var value : gradient) {
                bytes[at / Byte.SIZE] |= (byte) (value > 0 ? 1 << at % Byte.SIZE : 0);
                at++;
            }
        }
        return PackedSigns.fromBytes(bytes, size);
    }

    /** All parameters joined in canonical order. */
    static float[] values(LanguageModel model) {
        var positions = new long[Math.toIntExact(model.hparams().model().parameterCount())];
        for (var i = 0; i < positions.length; i++) {
            positions[i] = i;
        }
        return model.valuesAt(positions);
    }

    /** Changes one value by one bit, as a fault of the memory would. */
    static void flipLowestBit(LanguageModel model, long position) throws IOException {
        var file = Files.createTempFile("model", ".safetensors");
        try {
            model.save(file, Map.of());
            var bytes = Files.readAllBytes(file);
            var count = model.hparams().model().parameterCount();
            bytes[Math.toIntExact(bytes.length - Float.BYTES * (count - position))] ^= 1;
            Files.write(file, bytes);
            model.load(file);
        } finally {
            Files.delete(file);
        }
    }
}
