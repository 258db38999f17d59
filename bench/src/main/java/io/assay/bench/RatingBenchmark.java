package io.assay.bench;

import io.assay.bench.rating.OpenskillJs;
import io.assay.bench.rating.Timing;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A rated window: the match, the whole transition, the verdict made of it, and openskill.js beside the match. */
final class RatingBenchmark implements Benchmark {
    private static final List<Integer> SIZES = List.of(15, 64, 256, 1024, 10_000);

    /** What takes openskill.js, which is quadratic, a short while. */
    private static final List<Integer> COMPARED = List.of(15, 64, 256, 1024);

    /** As many as are drawn in a window; of these the memory is shown too. */
    private static final int USUAL = 256;

    @Override
    public String name() {
        return "rating";
    }

    @Override
    public void run(Figures figures) throws Exception {
        var matches = new HashMap<Integer, Double>();
        for (var players : SIZES) {
            var timing = Timing.ofMatch(players);
            matches.put(players, timing.micros());
            print(figures, "match", players, timing);
        }
        for (var players : SIZES) {
            print(figures, "transition", players, Timing.ofTransition(players));
        }
        print(figures, "hash", USUAL, Timing.ofHash(USUAL));
        print(figures, "verdict", USUAL, Timing.ofVerdict(USUAL));
        compare(figures, matches);
    }

    private static void print(Figures figures, String what, int players, Timing timing) {
        var figure = what + "_" + players;
        figures.print(figure, timing.micros(), "us");
        if (players == USUAL) {
            figures.print(figure + "_allocated", timing.bytes(), "B");
        }
    }

    private static void compare(Figures figures, Map<Integer, Double> matches) throws Exception {
        try {
            var theirs = OpenskillJs.besideClasses().micros(COMPARED);
            for (var players : COMPARED) {
                var micros = Objects.requireNonNull(theirs.get(players), "no line of openskill.js");
                figures.print("openskill_js_" + players, micros, "us");
                figures.print(
                        "ratio_openskill_js_" + players, micros / Objects.requireNonNull(matches.get(players)), "x");
            }
        } catch (IOException | NumberFormatException e) {
            figures.leaveOut(
                    "openskill_js",
                    e.getMessage() + "; it needs npm and Node 20 or later on the PATH and, the"
                            + " first time, npm's registry");
        }
    }
}
