package io.assay.localnet.part;

import java.nio.file.Path;

/** Sends every log line to a file, so that the terminal is left to the run's own lines. */
public final class Logs {
    private Logs() {}

    /** Takes effect only before the first logger of the process is made. */
    public static void to(Path directory) {
        System.setProperty("assay.localnet.logs", directory.toString());
        System.setProperty("logback.configurationFile", "logback-localnet.xml");
        // Each of the services would otherwise configure logging again, for all of them.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }
}
