package io.assay.audit.core;

import io.assay.protocol.event.WindowVerdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
        private static final int GONE = -1;

        /**
         * The hotkey of the peer that is meant.
         *
         * @param peer a hotkey, the only beginning of one, or a uid
         * @throws UnreadableSourceException when it is none or several
         */
        public String hotkey(String peer) {
            var known = hotkeys();
            var meant = known.containsKey(peer)
                    ? List.of(peer)
                    : known.entrySet().stream()
                            .filter(each -> means(peer, each.getKey(), each.getValue()))
                            .map(Map.Entry::getKey)
                            .toList();
            if (meant.size() == 1) {
                return meant.getFirst();
            }
            throw new UnreadableSourceException(
                    (meant.isEmpty() ? "no peer " + peer + " is" : meant.size() + " peers " + peer + "... are")
                            + " known in window " + verdict.window() + ", which has: " + list(known));
        }

        private static boolean means(String peer, String hotkey, int uid) {
            return peer.chars().allMatch(Character::isDigit)
                    ? Integer.toString(uid).equals(peer)
                    : hotkey.startsWith(peer);
        }

        /** Uids by hotkey; −1 for who has left, whose uid may be another's by now. */
        private Map<String, Integer> hotkeys() {
            var known = new TreeMap<String, Integer>();
            if (previous != null) {
                previous.standings().forEach(standing -> known.put(standing.hotkey(), GONE));
            }
            verdict.standings().forEach(standing -> known.put(standing.hotkey(), GONE));
            verdict.inputs().roster().forEach(entry -> known.put(entry.hotkey(), entry.uid()));
            return known;
        }

        private static String list(Map<String, Integer> known) {
            return known.entrySet().stream()
                    .map(each -> each.getValue() == GONE ? each.getKey() : each.getValue() + ":" + each.getKey())
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
        return next.verdict().window() > known.verdict().window() ? new Pair(next.verdict(), known.verdict()) : known;
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
                    + found.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "))
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
