package io.assay.localnet;

import io.assay.command.Arguments;
import io.assay.command.UsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * A part of the localnet as a process of its own: it serves until it is told to end. Exits with 2 for a command line
 * that cannot be followed and with 1 for a failure.
 *
 * @param name of the command
 * @param usage what {@code --help} says
 * @param options that the command knows
 * @param part starts it and says where it is
 */
record Standing(String name, String usage, Set<String> options, Part part) {
    private static final int CLOSE_SECONDS = 30;

    /** What serves. */
    interface Part {
        /** Starts; what is returned is closed at the end. */
        AutoCloseable start(Arguments given, PrintStream out);
    }

    void main(String[] args) {
        // No class with a logger may be touched before this.
        System.setProperty("logback.configurationFile", "logback-standing.xml");
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.exit(run(
                List.of(args),
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)));
    }

    /** Serves until the process ends, or tells what is wrong; the exit code. */
    int run(List<String> args, PrintStream out) {
        if (args.contains("--help")) {
            out.print(usage);
            return 0;
        }
        try {
            serve(Arguments.parse(args, options, Set.of()), out);
            return 0;
        } catch (UsageException e) {
            out.printf("assay %s: %s%n%n%s", name, e.getMessage(), usage);
            return 2;
        } catch (Exception e) {
            LoggerFactory.getLogger(Standing.class).error("assay {} failed", name, e);
            out.printf(
                    "assay %s: %s%n",
                    name,
                    Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
            return 1;
        }
    }

    private void serve(Arguments given, PrintStream out) throws Exception {
        var stop = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, closed), "stop"));
        try (var _ = part.start(given, out)) {
            stop.await();
        } finally {
            closed.countDown();
        }
    }

    private static void stopAndWait(CountDownLatch stop, CountDownLatch closed) {
        stop.countDown();
        try {
            var _ = closed.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Where it listens, by {@code --listen} and {@code --port}.
     *
     * @throws UsageException naming what cannot be used
     */
    static InetSocketAddress listen(Arguments given, int port) {
        var host = Objects.requireNonNullElse(given.value("--listen"), "127.0.0.1");
        var chosen = given.number("--port", 0, 65_535);
        try {
            return new InetSocketAddress(InetAddress.getByName(host), chosen == null ? port : chosen.intValue());
        } catch (UnknownHostException _) {
            throw new UsageException("--listen names " + host + ", which is no address: 127.0.0.1 or 0.0.0.0, say");
        }
    }
}
