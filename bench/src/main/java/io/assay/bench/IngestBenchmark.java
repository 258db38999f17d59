package io.assay.bench;

import io.assay.bench.ingest.IngestScene;
import io.assay.embedded.RoughRoute.Fate;
import io.assay.localnet.part.Logs;
import java.nio.file.Files;

/** A window of 256 uploads, and what bad buckets among them cost the others. */
final class IngestBenchmark implements Benchmark {
    private static final int BAD = 32;
    private static final double MEGA = 1e6;

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public void run(Figures figures) throws Exception {
        var directory = Files.createTempDirectory("assay-bench-ingest-");
        Logs.to(directory);
        try (var scene = new IngestScene(directory)) {
            scene.window(IngestScene.MINERS - 8, IngestBenchmark::good);
            var all = scene.window(0, IngestBenchmark::good);
            figures.print("upload", all.bytes() / MEGA, "MB");
            figures.print("window_256", all.seconds(), "s");
            figures.print("throughput", IngestScene.MINERS * all.bytes() / MEGA / all.seconds(), "MB/s");
            var alone = scene.window(BAD, IngestBenchmark::good);
            figures.print("alone_224", alone.seconds(), "s");
            var beside = scene.window(BAD, IngestBenchmark::bad);
            figures.print("beside_32_bad_224", beside.seconds(), "s");
            figures.print("ratio_beside_32_bad", beside.seconds() / alone.seconds(), "x");
        } finally {
            Directories.delete(directory);
        }
    }

    private static Fate good(int uid) {
        return new Fate.Passes();
    }

    /** Half of the bad ones never answer, half answer with errors. */
    private static Fate bad(int uid) {
        if (uid >= BAD) {
            return new Fate.Passes();
        }
        return uid % 2 == 0 ? new Fate.Silence() : new Fate.Refused(500);
    }
}
