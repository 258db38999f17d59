package io.assay.bench;

import io.assay.localnet.Localnet;
import io.assay.localnet.command.Options;
import io.assay.localnet.record.WindowRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The whole system: time until it serves, seconds a window, events a second. */
final class LocalnetBenchmark implements Benchmark {
    private static final int WINDOWS = 6;
    private static final long LIMIT_SECONDS = 120;

    @Override
    public String name() {
        return "localnet";
    }

    @Override
    public void run(Figures figures) throws InterruptedException {
        var begun = Instant.now();
        var settled = new LinkedBlockingQueue<WindowRecord>();
        var options = Options.parse(List.of("--miners", "honest=4,noise=1,idle=1"));
        try (var localnet = Localnet.start(options, settled::add)) {
            figures.print("ready", seconds(begun, Instant.now()), "s");
            await(settled);
            var from = Instant.now();
            var events = localnet.record().events();
            for (var window = 0; window < WINDOWS; window++) {
                await(settled);
            }
            var elapsed = seconds(from, Instant.now());
            figures.print("window", elapsed / WINDOWS, "s");
            figures.print("events", (localnet.record().events() - events) / elapsed, "events/s");
        }
    }

    private static void await(LinkedBlockingQueue<WindowRecord> settled) throws InterruptedException {
        if (settled.poll(LIMIT_SECONDS, TimeUnit.SECONDS) == null) {
            throw new IllegalStateException("no window was settled within " + LIMIT_SECONDS + " s");
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
