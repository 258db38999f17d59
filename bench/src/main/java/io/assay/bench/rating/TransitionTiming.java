package io.assay.bench.rating;

import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.EventJson;
import io.assay.rating.core.WindowTransition;
import io.assay.rating.core.WindowTransition.Before;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One whole window: what it does to the standings, the verdict that says so, and the hash alone. */
@State(Scope.Thread)
public class TransitionTiming {
    @Param("256")
    public int players;

    private PlayedWindows windows = new PlayedWindows(2);
    private Before before = Before.FIRST;
    private PlayedWindows.Heard heard = windows.next();
    private WindowVerdict verdict = windows.apply(before, heard);

    @Setup
    public void play() {
        windows = new PlayedWindows(players);
        before = Before.after(windows.apply(Before.FIRST, windows.next()));
        before = Before.after(windows.apply(before, windows.next()));
        heard = windows.next();
        verdict = windows.apply(before, heard);
    }

    @Benchmark
    public WindowVerdict transition() {
        return WindowTransition.recompute(before, verdict);
    }

    @Benchmark
    public WindowVerdict verdict() {
        return windows.apply(before, heard);
    }

    @Benchmark
    public String hash() {
        return EventJson.verdictHash(verdict);
    }
}
