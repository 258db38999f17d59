package io.assay.localnet;

import io.assay.command.UsageException;
import io.assay.embedded.JavaCommand;
import io.assay.localnet.part.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command as a process of its own, with a tiny model and short windows. */
final class LocalnetProcess {
    private LocalnetProcess() {}

    /** Starts it on the folder {@code data} in a directory; what it says and its errors are one stream. */
    static Process start(Path directory, String miners, String... options) throws IOException {
        return start(directory, miners, Map.of(), options);
    }

    /** The same with settings of the services as the environment gives them. */
    static Process start(Path directory, String miners, Map<String, String> environment, String... options)
            throws IOException {
        var hparams = Files.writeString(directory.resolve("over.json"), """
                {"blocks_per_window": 14, "time_window_delta_seconds": 1, "windows_per_weights": 2,
                 "checkpoint_frequency": 2, "sequence_length": 32, "random_sample_batches": 1,
                 "model": {"vocab_size": 320, "hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2,
                           "num_key_value_heads": 1, "intermediate_size": 64, "max_position_embeddings": 32}}
                """);
        var arguments = new ArrayList<>(List.of(
                "--miners", miners, "--data", directory.resolve("data").toString(), "--hparams", hparams.toString()));
        arguments.addAll(List.of(options));
        var command = JavaCommand.of(LocalnetMain.class, List.of("-Xmx1g"), arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().putAll(environment);
        return process.start();
    }

    /** A base with free ports below the range that the system hands out for outgoing connections. */
    static String freeBase() {
        for (var base = 20_000; base < 30_000; base += 50) {
            try {
                new Ports(base).requireFree();
                return Integer.toString(base);
            } catch (UsageException _) {
                // the next one may be free
            }
        }
        throw new IllegalStateException("no free ports from 20000 to 30000");
    }
}
