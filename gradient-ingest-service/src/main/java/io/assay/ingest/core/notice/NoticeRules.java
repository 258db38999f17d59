package io.assay.ingest.core.notice;

import io.assay.ingest.core.WindowLedger;
import io.assay.ingest.core.notice.NoticeOutcome.Refused;
import io.assay.protocol.WindowClock;
import io.assay.protocol.event.WindowOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What speaks against a notice before its signature is checked, cheapest first: {@link #caller} needs its headers only, so
 * that the body of a stranger is not even read; {@link #notice} needs what it says.
 */
public final class NoticeRules {
    /** How far a notice's time may be off, before and after. */
    public static final Duration TOLERANCE = Duration.ofSeconds(30);

    private final int netuid;
    private final WindowClock clock;

    /** Rules for one subnet. */
    public NoticeRules(int netuid, WindowClock clock) {
        this.netuid = netuid;
        this.clock = clock;
    }

    /**
     * By who says to have signed it, and when.
     *
     * @param last when the hotkey's last accepted notice was signed
     */
    public Optional<Refused> caller(
            WindowLedger ledger, String hotkey, Instant signedAt, Optional<Instant> last, Instant now) {
        if (!ledger.takesPart(hotkey)) {
            return refused(NoticeRefusal.UNREGISTERED, hotkey + " is registered in none of the open windows");
        }
        if (Duration.between(signedAt, now).abs().compareTo(TOLERANCE) > 0) {
            return refused(NoticeRefusal.OUT_OF_TIME, outOfTime(signedAt, now));
        }
        return last.filter(at -> !signedAt.isAfter(at)).map(_ -> replayed(hotkey));
    }

    /** One that is signed no later than an accepted one. */
    public static Refused replayed(String hotkey) {
        return new Refused(
                NoticeRefusal.REPLAYED,
                "a notice of " + hotkey + " with this timestamp or a later one was accepted before; sign another one");
    }

    private static String outOfTime(Instant signedAt, Instant now) {
        var off = Duration.between(now, signedAt);
        return "the timestamp is %d ms %s this service's clock, allowed: at most %d; set the clock right"
                .formatted(off.abs().toMillis(), off.isNegative() ? "behind" : "ahead of", TOLERANCE.toMillis());
    }

    /**
     * By what it says.
     *
     * @param searched of {@link UploadHints#searched}
     */
    public Optional<Refused> notice(
            WindowLedger ledger, Optional<Set<String>> searched, String hotkey, int subnet, long window) {
        if (subnet != netuid) {
            return refused(NoticeRefusal.OTHER_SUBNET, "netuid is " + subnet + ", allowed: " + netuid);
        }
        var open = ledger.openWindows().stream()
                .filter(opened -> opened.window() == window)
                .findFirst();
        if (open.isEmpty()) {
            return Optional.of(notOpen(ledger, window));
        }
        return searched.isEmpty() ? Optional.of(early(window)) : uninvolved(open.get(), searched.get(), hotkey);
    }

    /** Of a window whose uploads are not looked for. */
    public static Refused notOpen(WindowLedger ledger, long window) {
        var newest = ledger.newestOpened().map(WindowOpened::window).orElse(-1L);
        return new Refused(
                NoticeRefusal.NOT_OPEN,
                "window " + window + (window > newest ? " is not open yet" : " is closed") + ", the newest is "
                        + (newest < 0 ? "none" : newest));
    }

    private Refused early(long window) {
        return new Refused(
                NoticeRefusal.TOO_EARLY,
                "window " + window + " has not come to its closing block, " + clock.closingBlock(window)
                        + "; what is uploaded by then is found without a notice");
    }

    private static Optional<Refused> uninvolved(WindowOpened window, Set<String> searched, String hotkey) {
        if (window.roster().stream().noneMatch(entry -> entry.hotkey().equals(hotkey))) {
            return refused(
                    NoticeRefusal.NOT_IN_WINDOW,
                    hotkey + " was not registered yet when window " + window.window() + " opened");
        }
        return searched.contains(hotkey)
                ? Optional.empty()
                : refused(NoticeRefusal.NOT_IN_WINDOW, hotkey + " has no bucket on the chain; commit to one");
    }

    private static Optional<Refused> refused(NoticeRefusal reason, String detail) {
        return Optional.of(new Refused(reason, detail));
    }
}
