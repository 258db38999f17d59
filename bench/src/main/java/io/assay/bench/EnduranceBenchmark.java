package io.assay.bench;

import io.assay.bench.endurance.EnduranceScene;
import io.assay.bench.endurance.Growth;
import io.assay.bench.endurance.Vitals;
import io.assay.command.Arguments;
import io.assay.localnet.part.Logs;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Two thousand windows in one evaluation worker: whether memory, threads and files stay what they are. */
final class EnduranceBenchmark implements Benchmark {
    private static final int WINDOWS = 2000;
    private static final int EVERY = 50;
    private static final int WARM = 200;
    private static final double MEGA = 1 << 20;

    @Override
    public String name() {
        return "endurance";
    }

    @Override
    public void run(Figures figures) throws Exception {
        run(figures, WINDOWS);
    }

    @Override
    public void run(Figures figures, List<String> options) throws Exception {
        var windows =
                Arguments.parse(options, Set.of("--windows"), Set.of()).number("--windows", WARM + EVERY, 1_000_000);
        run(figures, windows == null ? WINDOWS : windows.intValue());
    }

    private static void run(Figures figures, int windows) throws Exception {
        var directory = Files.createTempDirectory("assay-bench-endurance-");
        Logs.to(directory);
        var warm = new ArrayList<Vitals>();
        try (var scene = new EnduranceScene(directory)) {
            figures.say("window  ms/window  resident MB  native MB  code MB  heap MB  threads  files  arrays");
            var begun = System.nanoTime();
            for (var window = 1; window <= windows; window++) {
                scene.window(window - 1L);
                if (window % EVERY == 0) {
                    var millis = (System.nanoTime() - begun) / 1e6 / EVERY;
                    var vitals = scene.vitals();
                    figures.say(row(window, millis, vitals));
                    if (window >= WARM) {
                        warm.add(vitals);
                    }
                    begun = System.nanoTime();
                }
            }
        } finally {
            Directories.delete(directory);
        }
        print(figures, warm);
    }

    private static String row(int window, double millis, Vitals vitals) {
        return "%6d  %9.0f  %11.1f  %9.1f  %7.1f  %7.2f  %7d  %5d  %6d"
                .formatted(
                        window,
                        millis,
                        vitals.resident() / MEGA,
                        vitals.nativeBytes() / MEGA,
                        vitals.compiled() / MEGA,
                        vitals.heap() / MEGA,
                        vitals.threads(),
                        vitals.files(),
                        vitals.arrays());
    }

    private static void print(Figures figures, List<Vitals> warm) {
        figures.print("resident_growth", Growth.percent(warm, Vitals::resident), "%");
        figures.print("native_growth", Growth.percent(warm, Vitals::nativeBytes), "%");
        figures.print("code_growth", Growth.percent(warm, Vitals::compiled), "%");
        figures.print("heap_growth", Growth.percent(warm, Vitals::heap), "%");
        figures.print("threads_growth", Growth.percent(warm, Vitals::threads), "%");
        figures.print("files_growth", Growth.percent(warm, Vitals::files), "%");
    }
}
