package io.assay.localnet;

import io.assay.command.UsageException;
import io.assay.localnet.command.Options;
import io.assay.localnet.command.Terminal;
import io.assay.localnet.record.WindowRecord;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./assay localnet}: runs until its windows are settled or it is interrupted, then reports. */
public final class LocalnetMain {
    private static final String USAGE = """
            usage: ./assay localnet [--windows N] [--miners honest=4,noise=1,idle=1,...] [--seed S] [--data DIR]
                                    [--report FILE] [--hparams FILE] [--commit-reveal N] [--tokens FOLDER]
                                    [--model FOLDER] [--workers N] [--port-base P]
              --windows N     end when the record holds N verdicts; without it run until Ctrl-C
              --miners LIST   strategy=count or strategy@batches=count; strategies: honest, idle, noise, copycat,
                              desync, late, broken; default honest=4,noise=1,idle=1
              --seed S        of hotkeys, model and data; default 42
              --data DIR      keep everything there, and continue what is there; default: a temporary directory
              --report FILE   write a JSON report at the end
              --hparams FILE  parameters laid over the localnet's own
              --commit-reveal N
                              weights are committed encrypted and revealed N epochs later, as on mainnet; 0 for weights
                              that are set openly, the default
              --tokens FOLDER train on these token shards, as ./assay data build makes them
              --model FOLDER  begin with this model, config.json and safetensors, instead of one from the seed
              --workers N     of evaluation, each with a model of its own, 1 to 16; default 1
              --port-base P   first of the ports used, all on loopback; default 7400
            """;
    private static final Duration LAST_WEIGHTS = Duration.ofSeconds(30);

    private final Terminal terminal;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final LinkedBlockingQueue<WindowRecord> settled = new LinkedBlockingQueue<>();

    private LocalnetMain(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs a localnet; exits with 0, with 2 for a command line that cannot be followed, with 1 for a failure. */
    public static void main(String[] args) {
        var terminal =
                new Terminal(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        if (List.of(args).contains("--help")) {
            terminal.say("%s", USAGE);
            return;
        }
        System.exit(new LocalnetMain(terminal).run(args));
    }

    private int run(String[] args) {
        try {
            run(Options.parse(List.of(args)));
            return 0;
        } catch (UsageException e) {
            terminal.say("assay localnet: %s%n%n%s", reason(e), USAGE);
            return 2;
        } catch (IOException | RuntimeException e) {
            LoggerFactory.getLogger(LocalnetMain.class).error("the localnet failed", e);
            terminal.say("assay localnet: %s", reason(e));
            return 1;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static String reason(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    private void run(Options options) throws IOException, InterruptedException {
        requireWritable(options.report());
        var begun = Instant.now();
        var closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(closed), "stop"));
        try (var localnet = Localnet.start(options, settled::add)) {
            terminal.addresses(localnet.addresses());
            terminal.say(
                    "ready after %.1f s", Duration.between(begun, Instant.now()).toMillis() / 1000.0);
            watch(localnet, options);
            finish(localnet, options);
        } finally {
            closed.countDown();
        }
    }

    private void stopAndWait(CountDownLatch closed) {
        stop.countDown();
        try {
            var _ = closed.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Localnet localnet, Options options) throws InterruptedException {
        var seen = 0L;
        while (stop.getCount() > 0
                && (options.windows().isEmpty() || seen < options.windows().getAsLong())) {
            var window = settled.poll(200, TimeUnit.MILLISECONDS);
            if (window != null) {
                seen++;
                terminal.window(window, localnet.record());
            }
        }
    }

    /** Waits for weights that are on their way, then reports. */
    private void finish(Localnet localnet, Options options) throws IOException, InterruptedException {
        var deadline = Instant.now().plus(LAST_WEIGHTS);
        while (stop.getCount() > 0 && unfinished(localnet) && Instant.now().isBefore(deadline)) {
            var _ = stop.await(200, TimeUnit.MILLISECONDS);
        }
        var report = localnet.report();
        terminal.table(report);
        if (options.report() != null) {
            Files.writeString(
                    options.report(),
                    JsonMapper.builder()
                            .build()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(report));
            terminal.say("report   %s", options.report());
        }
    }

    /** Whether the newest verdict whose weights are due has no outcome yet. */
    private static boolean unfinished(Localnet localnet) {
        var every = localnet.hparams().windowsPerWeights();
        var due = localnet.record().settledWindows().reversed().stream()
                .map(window -> Objects.requireNonNull(window.verdict()))
                .filter(verdict -> (verdict.globalStep() + 1) % every == 0)
                .findFirst();
        var open = Set.of("planned", "submitted");
        return due.isPresent()
                && localnet.record().submissions().stream()
                        .noneMatch(s -> s.window() >= due.get().window() && !open.contains(s.outcome()));
    }

    private static void requireWritable(@Nullable Path report) {
        var parent = report == null ? null : report.getParent();
        if (parent != null && !Files.isWritable(parent)) {
            throw new UsageException("--report names " + report + ", but " + parent + " cannot be written");
        }
    }
}
