package io.assay.audit.core;

import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.WindowVerdict;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the verdict of a window and the one before it in a record; keeps no more than two of a subnet. */
public final class AskedWindow implements VerdictSource.Sink {
    private final @Nullable Integer netuid;
    private final @Nullable Long window;
    private final Map<Integer, Pair> found = new TreeMap<>();
    private long last;

    /**
     * A search.
     *
     * @param netuid the subnet; absent when the record has one only
     * @param window absent for the newest
     */
    public AskedWindow(@Nullable Integer netuid, @Nullable Long window) {
        this.netuid = netuid;
        this.window = window;
    }

    /**
     * A verdict and the one before it.
     *
     * @param previous absent for the first
     */
    public record Pair(WindowVerdict verdict, @Nullable WindowVerdict previous) {
        /**
         * The hotkey of the peer that is meant.
         *
         * @param peer a hotkey, the only beginning of one, or a uid
         * @throws UnreadableSourceException when it is none or several
         */
        public String hotkey(String peer) {
            var known = hotkeys();
            var meant = known.entrySet().stream()
                    .filter(each -> each.getKey().startsWith(peer) || Integer.toString(each.getValue()).equals(peer))
                    .map(Map.Entry::getKey)
                    .toList();
            if (known.containsKey(peer) || meant.size() == 1) {
                return known.containsKey(peer) ? peer : meant.getFirst();
            }
            throw new UnreadableSourceException(
                    (meant.isEmpty() ? "no peer " + peer + " is" : meant.size() + " peers " + peer + " are")
                            + " known in window " + verdict.window() + ", which has: " + list(known));
        }

        /** Uids by hotkey; a uid that changed hands is the new owner's. */
        private Map<String, Integer> hotkeys() {
            var known = new TreeMap<String, Integer>();
            if (previous != null) {
                previous.standings().forEach(standing -> known.put(standing.hotkey(), -1));
            }
            verdict.standings().forEach(standing -> known.put(standing.hotkey(), uid(standing)));
            verdict.inputs().arrivals().forEach(arrival -> known.put(arrival.hotkey(), arrival.uid()));
            return known;
        }

        private int uid(Standing standing) {
            return verdict.inputs().arrivals().stream().map(PeerArrival::uid).anyMatch(uid -> uid == standing.uid())
                    ? -1
                    : standing.uid();
        }

        private static String list(Map<String, Integer> known) {
            return known.entrySet().stream()
                    .map(each -> each.getValue() < 0 ? each.getKey() : each.getValue() + ":" + each.getKey())
                    .collect(Collectors.joining(", "));
        }
    }

    @Override
    public void take(String place, byte[] json) {
        var verdict = RecordedVerdict.verdict(place, json);
        last = verdict.window();
        if ((netuid == null || netuid == verdict.netuid()) && (window == null || verdict.window() <= window)) {
            found.merge(verdict.netuid(), new Pair(verdict, null), AskedWindow::newer);
        }
    }

    /** A record that is there again changes nothing. */
    private static Pair newer(Pair known, Pair next) {
        return next.verdict().window() > known.verdict().window()
                ? new Pair(next.verdict(), known.verdict())
                : known;
    }

    /** The window of the record seen last. */
    public long last() {
        return last;
    }

    /**
     * What was asked for.
     *
     * @throws UnreadableSourceException when it is not there, or when it is not clear which subnet is meant
     */
    public Pair found() {
        if (found.size() > 1) {
            throw new UnreadableSourceException("the record has the subnets "
                    + Stream.ofNullable(found.keySet()).flatMap(java.util.Collection::stream).map(String::valueOf)
                            .collect(Collectors.joining(", "))
                    + ": name one with --netuid");
        }
        return found.values().stream()
                .findFirst()
                .flatMap(this::asked)
                .orElseThrow(() -> new UnreadableSourceException(
                        (window == null ? "there is no verdict" : "window " + window + " has no verdict")
                                + (netuid == null ? "" : " of subnet " + netuid) + " in the record"));
    }

    private Optional<Pair> asked(Pair pair) {
        return Optional.of(pair).filter(each -> window == null || each.verdict().window() == window);
    }
}
