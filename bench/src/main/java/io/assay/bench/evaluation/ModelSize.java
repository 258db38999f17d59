package io.assay.bench.evaluation;

import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The models evaluated on: a gradient is tried on 2 · 2 batches of 4 sequences of 512 tokens. */
public enum ModelSize {
    /** 7 million parameters. */
    SMALL("7M", 6, 16, 8192, 256, 4, 4, 704),
    /** 102 million parameters. */
    LARGE("100M", 4, 4, 32_000, 640, 12, 10, 1792);

    private final String title;
    private final int turns;
    private final int atOnce;
    private final String shape;

    ModelSize(String title, int turns, int atOnce, int vocabulary, int width, int layers, int heads, int inner) {
        this.title = title;
        this.turns = turns;
        this.atOnce = atOnce;
        this.shape = """
                {"netuid": 1, "sequence_length": 512, "batch_size": 4, "assigned_batches": 4, "own_sample_batches": 2,
                 "random_sample_batches": 2, "warmup_steps": 0,
                 "model": {"vocab_size": %d, "hidden_size": %d, "num_hidden_layers": %d, "num_attention_heads": %d,
                           "num_key_value_heads": %d, "intermediate_size": %d, "max_position_embeddings": 512}}
                """.formatted(vocabulary, width, layers, heads, heads, inner);
    }

    /** In names of figures. */
    public String title() {
        return title;
    }

    /** How often each way has its turn. */
    int turns() {
        return turns;
    }

    /** Gradients of a turn, of which the service is told at once: some ten to thirty seconds of work. */
    int atOnce() {
        return atOnce;
    }

    HParams hparams() throws IOException {
        return HParamsJson.overlay(HParamsJson.read(Files.readString(Path.of("hparams.json"))), shape);
    }
}
