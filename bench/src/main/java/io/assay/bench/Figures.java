package io.assay.bench;

import java.io.PrintStream;
import java.util.Locale;

/** Prints figures as {@code bench NAME FIGURE VALUE UNIT}. */
public final class Figures {
    private final PrintStream out;
    private final String benchmark;

    Figures(PrintStream out, String benchmark) {
        this.out = out;
        this.benchmark = benchmark;
    }

    /** A figure with its unit; {@code x} for a ratio. */
    public void print(String figure, double value, String unit) {
        out.println(String.format(Locale.ROOT, "bench %s %s %.4g %s", benchmark, figure, value, unit));
        out.flush();
    }

    /** A line of a table, or of progress. */
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Says on a line of its own why a figure is not there. */
    public void leaveOut(String figure, String reason) {
        out.println("bench " + benchmark + " " + figure + " left out: " + reason);
    }
}
