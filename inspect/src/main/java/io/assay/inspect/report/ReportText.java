package io.assay.inspect.report;

import io.assay.inspect.content.Content.Listed;
import io.assay.inspect.content.Content.Unlisted;
import io.assay.inspect.content.Probe;
import io.assay.inspect.report.Expected.Origin;
import java.util.Locale;

/** A report for people. The verdict comes last: that is what a terminal shows when all is said. */
public final class ReportText {
    private final Report report;
    private final Lines lines = new Lines();

    private ReportText(Report report) {
        this.report = report;
    }

    /** Lines of at most 120 columns. */
    public static String of(Report report) {
        return new ReportText(report).text();
    }

    private String text() {
        lines.add("file", report.file().name());
        lines.add("bytes", number(report.file().bytes()));
        lines.add("sha256", report.file().sha256());
        switch (report.content()) {
            case Listed listed -> listed(listed);
            case Unlisted unlisted -> unlisted(unlisted);
        }
        lines.gap();
        lines.add("model", model());
        expected();
        verdict();
        return lines.toString();
    }

    private void listed(Listed listed) {
        lines.add("holds", holds(listed));
        if (listed.probe() != null) {
            lines.add("probe", probe(listed.probe()));
        }
        ContentTables.of(listed).forEach(lines::block);
    }

    private String holds(Listed listed) {
        var file = " in a " + listed.format().word() + " file";
        var tensors = count(listed.tensorsInAll(), "tensor");
        return switch (listed.kind()) {
            case GRADIENT -> "a gradient" + file + ": " + tensors + "; " + ofModel(listed.fitting()) + " fit";
            case DEBUG_OBJECT -> "no gradient: a debug object" + file + ", the values that a sync score is taken of";
            case CHECKPOINT -> "no gradient: a checkpoint of the model" + file + ", " + tensors;
            case TENSORS -> "no gradient: " + tensors + file + ", of a checkpoint of another model perhaps";
            case NOTHING -> "no gradient: no tensor" + file;
        };
    }

    private String probe(Probe probe) {
        return probe.reason() == null
                ? "read: values of " + ofModel(probe.parameters())
                : "refused: " + probe.reason().code() + ": " + probe.sentence();
    }

    private void unlisted(Unlisted unlisted) {
        var known = unlisted.fault().equals(report.verdict().sentence());
        lines.add("holds", "nothing that can be listed" + (known ? "" : ": " + unlisted.fault()));
        if (report.file().bytes() > 0) {
            lines.add("begins", unlisted.first().hex() + "  " + unlisted.first().text());
        }
        lines.add("likely", unlisted.first().looksLike());
    }

    private String model() {
        var model = report.model();
        return count(model.parameters(), "parameter") + ", " + number(model.values()) + " values, as in "
                + model.hparams();
    }

    private void expected() {
        if (report.content() instanceof Unlisted) {
            lines.add("expected", "nothing is compared: what the file says of itself cannot be read");
            return;
        }
        lines.add("expected", window() + "; " + sender());
        var hint = (report.expected().window().from() == Origin.FILE ? " --window W" : "")
                + (report.expected().uid().from() == Origin.FILE ? " --uid U --hotkey H" : "");
        if (!hint.isEmpty()) {
            lines.add("hint", "its own is what the file itself says; to hold it against the upload's, give" + hint);
        }
    }

    private String window() {
        var window = report.expected().window();
        return switch (window.from()) {
            case GIVEN -> "window " + window.value();
            case FILE -> "window " + window.value() + " (its own)";
            case NOWHERE, NOT_COMPARED -> "no window: the file names none that could be";
        };
    }

    private String sender() {
        var uid = report.expected().uid();
        var hotkey = report.expected().hotkey();
        if (uid.from() == Origin.NOT_COMPARED) {
            return "any sender: a torch file names none, the bucket's owner counts";
        }
        if (uid.from() == Origin.NOWHERE || hotkey.from() == Origin.NOWHERE) {
            return "no sender: the file names none that could be";
        }
        return "uid " + uid.value() + " and hotkey " + hotkey.value() + (uid.from() == Origin.FILE ? " (its own)" : "");
    }

    private void verdict() {
        var verdict = report.verdict();
        var reason = verdict.reason();
        lines.add("verdict", reason == null ? "accepted" : "refused: " + reason.code() + ": " + verdict.sentence());
        if (verdict.remedy() != null) {
            lines.add("remedy", verdict.remedy());
        }
    }

    private String ofModel(int parameters) {
        return number(parameters) + " of the model's " + count(report.model().parameters(), "parameter");
    }

    private static String count(long number, String what) {
        return number(number) + " " + what + (number == 1 ? "" : "s");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
