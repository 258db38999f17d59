package io.assay.localnet.part;

import io.assay.embedded.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A service in a JVM of its own, which is asked to end as an operator's tools do, by SIGTERM, and can be started again. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration LAST_LIMIT = Duration.ofSeconds(60);

    private final ServiceAddress address;
    private final ProcessBuilder command;
    private Process process;

    private ServiceProcess(ServiceAddress address, ProcessBuilder command) {
        this.address = address;
        this.command = command;
        this.process = begun(command);
    }

    /**
     * Starts it; its log is {@code NAME.log} in the folder.
     *
     * @param main the service's class
     * @param settings as {@code --name=value}
     */
    static ServiceProcess start(ServiceAddress address, Class<?> main, List<String> settings, Path logs) {
        var command = JavaCommand.of(main, List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"), settings);
        var log = logs.resolve(address.name() + ".log").toFile();
        return new ServiceProcess(
                address, new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log)));
    }

    /** Where it is. */
    public ServiceAddress address() {
        return address;
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /**
     * Waits for its end; its status.
     *
     * @throws IllegalStateException when it has not ended within the limit
     */
    public int ended(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(address.name() + " has not ended within " + limit.toSeconds() + " s");
        }
        return process.exitValue();
    }

    /** Starts it again, after its end, with the same settings. */
    public void startAgain() {
        process = begun(command);
    }

    private static Process begun(ProcessBuilder command) {
        try {
            return command.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it, by force if it does not end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LAST_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
