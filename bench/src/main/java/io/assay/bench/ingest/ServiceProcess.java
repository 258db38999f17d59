package io.assay.bench.ingest;

import io.assay.embedded.JavaCommand;
import io.assay.ingest.GradientIngestApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The ingest service in a JVM of its own. */
final class ServiceProcess implements AutoCloseable {
    static final String HEAP = "512m";

    private final Process process;

    private ServiceProcess(Process process) {
        this.process = process;
    }

    static ServiceProcess start(Path log, List<String> settings) throws IOException {
        var command = JavaCommand.of(GradientIngestApplication.class, List.of("-Xmx" + HEAP), settings);
        return new ServiceProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
