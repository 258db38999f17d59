package io.assay.localnet.command;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.assay.localnet.Addresses;
import io.assay.localnet.record.Report;
import io.assay.localnet.record.RunRecord;
import io.assay.localnet.record.WindowRecord;
import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.WindowVerdict.Weight;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a person sees: addresses, a line a window, a table at the end. */
public final class Terminal {
    private static final int TOP = 3;

    private final PrintStream out;

    /** A terminal. */
    public Terminal(PrintStream out) {
        this.out = out;
    }

    /** Says something. */
    @FormatMethod
    public void say(@FormatString String format, Object... args) {
        out.println(String.format(Locale.ROOT, format, args));
        out.flush();
    }

    /** Where everything is. */
    public void addresses(Addresses at) {
        say("kafka    %s", at.kafka());
        say(
                "s3       %s   key %s   secret %s",
                at.store().endpoint(), at.store().accessKeyId(), at.store().secretAccessKey());
        say("chain    %s", at.chain());
        for (var service : at.services()) {
            say("%-24s %s   health and metrics %s/actuator", service.name(), service.uri(), service.management());
        }
        say(
                "data     %s%s",
                at.data().root(), at.data().temporary() ? "   (deleted at the end; keep it with --data DIR)" : "");
        say("log      %s", at.data().root().resolve("logs").resolve("localnet.log"));
        say("page     %s", at.page());
    }

    /** A window that has its verdict. */
    public void window(WindowRecord window, RunRecord record) {
        say(
                "%s",
                new Line(String.format(Locale.ROOT, "window %-4d", window.window()))
                        .add("loss " + number(window.lossRandomBefore(), "%-6.4f"))
                        .add("arrived " + window.count(ArrivalStatus.ARRIVED) + "/" + window.registered())
                        .add("evaluated "
                                + share(window.evaluated(), window.drawn().size()))
                        .add("verdict " + delay(window.verdictDelayMillis()))
                        .add("busy " + percent(window.busyShare()))
                        .add("top " + top(window))
                        .add(counts("rejected ", window.rejected()))
                        .add(counts("failed ", window.failed()))
                        .add(missing(window))
                        .add(submitted(record)));
    }

    private static String share(long part, long whole) {
        return percent(whole == 0 ? null : (double) part / whole);
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.0f%%", 100 * share);
    }

    private static String delay(@Nullable Long millis) {
        return number(millis == null ? null : millis / 1000.0, "%.2f s");
    }

    private static String counts(String what, Map<String, Integer> reasons) {
        return reasons.isEmpty()
                ? ""
                : reasons.entrySet().stream()
                        .map(reason -> reason.getKey() + "=" + reason.getValue())
                        .collect(Collectors.joining(",", what, ""));
    }

    private static String missing(WindowRecord window) {
        var missing = window.count(ArrivalStatus.MISSING) + window.count(ArrivalStatus.INACTIVE);
        return missing == 0 ? "" : "missing " + missing;
    }

    private static String top(WindowRecord window) {
        var weights = Objects.requireNonNull(window.verdict()).weights();
        return weights.isEmpty()
                ? "-"
                : weights.stream()
                        .sorted(Comparator.comparingDouble(Weight::share).reversed())
                        .limit(TOP)
                        .map(w -> String.format(Locale.ROOT, "%d:%.0f%%", w.uid(), 100 * w.share()))
                        .collect(Collectors.joining(" "));
    }

    private static String submitted(RunRecord record) {
        return record.newestFinalized()
                .map(s -> "weights of window " + s.window() + " on chain at block " + s.block())
                .orElse("");
    }

    /** The table at the end. */
    public void table(Report report) {
        say("");
        say("uid  strategy     hotkey      mu      sigma   ordinal  binary  sync   final     weight   emission");
        for (var peer : report.peers()) {
            say(
                    "%-4d %-12s %-8s… %7s %7s %8s  %6.3f  %5.3f %8.4f  %6.2f%%  %.3f τ",
                    peer.uid(),
                    peer.strategy(),
                    peer.hotkey().substring(0, 8),
                    number(peer.mu(), "%.3f"),
                    number(peer.sigma(), "%.3f"),
                    number(peer.ordinal(), "%.3f"),
                    peer.binaryAverage(),
                    peer.syncScore(),
                    peer.finalScore(),
                    100 * peer.weight(),
                    peer.emission() / 1e9);
        }
        var model = report.model();
        say("");
        say(
                "%d windows, loss %s → %s, %d submissions, %d accepted",
                report.windows().size(),
                number(model.initialLoss(), "%.4f"),
                number(model.finalLoss(), "%.4f"),
                report.submissions().size(),
                report.submissions().stream().filter(s -> s.block() != null).count());
        evaluation(report.evaluation());
    }

    private void evaluation(Report.Evaluation told) {
        var workers = told.workers() + (told.workers() == 1 ? " worker" : " workers");
        say(
                "%s",
                new Line(told.evaluated() + " of " + told.drawn() + " arrivals evaluated by " + workers)
                        .add("verdicts " + delay(told.verdictDelayMs()) + " after the upload deadline, longest "
                                + delay(told.longestVerdictDelayMs()))
                        .add("devices " + percent(told.busyShare()) + " busy"));
    }

    private static String number(@Nullable Double value, String format) {
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }
}
