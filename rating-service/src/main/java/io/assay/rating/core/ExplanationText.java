package io.assay.rating.core;

import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.StandingChange;
import io.assay.protocol.event.StandingChange.OverlapPenalty;
import io.assay.protocol.event.StandingChange.Rated;
import io.assay.rating.core.Explanation.Arrival;
import io.assay.rating.core.Explanation.Measured;
import io.assay.rating.core.Explanation.Score;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An {@link Explanation} for people: a line for each step from the upload to the weight. */
public final class ExplanationText {
    private final StringBuilder out = new StringBuilder();
    private final Explanation why;

    private ExplanationText(Explanation why) {
        this.why = why;
    }

    /** The text, lines ended by {@code \n}. */
    public static String of(Explanation why) {
        var text = new ExplanationText(why);
        text.head();
        text.arrival(why.arrival());
        text.measured(why.measured());
        why.changes().forEach(text::change);
        if (why.changes().isEmpty()) {
            text.line("rules", why.degraded() ? "none: nobody is penalised in a degraded window" : "none applied");
        }
        text.score(why.score());
        return text.out.toString();
    }

    private void head() {
        var standing = why.after() == null ? why.before() : why.after();
        out.append("peer ").append(why.hotkey());
        if (standing != null) {
            out.append(" (uid ").append(standing.uid()).append(')');
        }
        out.append(" after window ").append(why.window()).append(" of subnet ").append(why.netuid());
        out.append(": ").append(share(why.score())).append('\n');
        line("verdict", why.verdictHash() + (why.degraded() ? ", degraded: too little could be fetched" : ""));
    }

    private static String share(@Nullable Score score) {
        return score == null ? "no standing" : percent(score.share()) + " of the weights";
    }

    private void arrival(@Nullable Arrival arrival) {
        var expected = (why.drawn() ? ", drawn for evaluation" : ", not drawn for evaluation")
                + (why.gather() ? ", in the gather set" : ", not in the gather set");
        line("upload", upload(arrival) + expected);
    }

    private static String upload(@Nullable Arrival arrival) {
        if (arrival == null) {
            return "not in the roster";
        }
        return switch (arrival.status()) {
            case ARRIVED -> "arrived, " + arrival.bytes() + " bytes, SHA-256 " + arrival.gradientSha256();
            case REJECTED ->
                "refused: " + Objects.requireNonNull(arrival.reason()).code();
            case MISSING -> "missing";
            case INACTIVE -> "none, and none lately";
        };
    }

    private void measured(@Nullable Measured measured) {
        if (measured == null) {
            line("losses", "not measured");
        } else if (measured.failure() != null) {
            line("losses", "could not be measured: " + measured.failure().code());
        } else {
            losses(measured);
        }
    }

    private void losses(Measured measured) {
        var own = Objects.requireNonNull(measured.own());
        var random = Objects.requireNonNull(measured.random());
        var better = own.relativeImprovement() > random.relativeImprovement();
        line("own data", loss(own));
        line("random data", loss(random) + ", the gradient score");
        line("indicator", (better ? "+1: own is" : "-1: own is not") + " strictly more than random" + binary());
        line("sync", sync(measured));
    }

    private static String loss(LossPair pair) {
        return format(
                "%.6f -> %.6f over %d tokens: improvement %+.6f, relative %+.6f",
                pair.before(), pair.after(), pair.tokens(), pair.improvement(), pair.relativeImprovement());
    }

    private String binary() {
        return why.changes().stream()
                .filter(Rated.class::isInstance)
                .findFirst()
                .map(rated -> format(
                        "; binary average %.4f -> %.4f",
                        rated.before().binaryAverage(), rated.after().binaryAverage()))
                .orElse("");
    }

    private String sync(Measured measured) {
        var steps = measured.stepsBehind() == null
                ? "no usable probe"
                : format("%.3f steps behind", measured.stepsBehind());
        return steps
                + (why.after() == null
                        ? ""
                        : format(": sync score %.4f", why.after().syncScore()));
    }

    private void change(StandingChange change) {
        var told = ChangeText.of(change);
        line(told.name(), told.text());
    }

    private void score(@Nullable Score score) {
        var standing = why.after();
        if (score == null || standing == null) {
            line("standing", "dropped: the hotkey is not registered any more");
            return;
        }
        line("final score", format("%.6f%s", standing.finalScore(), product()));
        line("weight", weight(score));
    }

    private String product() {
        var standing = Objects.requireNonNull(why.after());
        return why.changes().stream().anyMatch(Rated.class::isInstance)
                ? format(
                                " = ordinal %.6f x max(0, binary average %.4f) x sync score %.4f",
                                standing.ordinal(), standing.binaryAverage(), standing.syncScore())
                        + kept()
                : ", not scored anew in this window";
    }

    private String kept() {
        return why.changes().stream()
                .filter(OverlapPenalty.class::isInstance)
                .map(copy -> format(" x (1 - overlap penalty %.4f)", ((OverlapPenalty) copy).share()))
                .findFirst()
                .orElse("");
    }

    private static String weight(Score score) {
        var source = score.from().name().toLowerCase(Locale.ROOT);
        return score.noShare() == null
                ? format(
                        "%s = %s %.6f to the power of %s, of %d peers whose score counts",
                        percent(score.share()), source, score.score(), score.power(), score.scored())
                : "none: " + reason(score.noShare());
    }

    private static String reason(Explanation.NoShare reason) {
        return switch (reason) {
            case NOT_REGISTERED -> "the hotkey is not registered";
            case NEVER_EVALUATED -> "never scored, or not since its reset";
            case ORDINAL_NOT_POSITIVE -> "the ordinal mu - 3 sigma is not positive";
            case BINARY_AVERAGE_NOT_POSITIVE -> "the binary average is not positive";
            case OUT_OF_SYNC -> "the sync score is 0";
            case SCORE_NOT_POSITIVE -> "no positive score is left";
            case NEGLIGIBLE -> "the score is too small beside the others'";
        };
    }

    private void line(String name, String text) {
        out.append(format("  %-12s %s", name, text)).append('\n');
    }

    private static String percent(double share) {
        return ChangeText.percent(share);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is of a library that the core does not see
    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
