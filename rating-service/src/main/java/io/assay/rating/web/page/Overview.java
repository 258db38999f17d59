package io.assay.rating.web.page;

import io.assay.protocol.event.Standing;
import io.assay.rating.record.Notice;
import io.assay.rating.record.SettledWindow;
import io.assay.rating.record.VerdictSummary;
import io.assay.rating.record.WindowLosses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The newest windows as they are drawn.
 *
 * @param netuids subnets rated here
 * @param windows oldest first
 * @param peers those with a standing after the newest window, by uid
 * @param notices penalties and refusals, newest window first, {@value #MOST_NOTICES} at most
 */
record Overview(int netuid, List<Integer> netuids, List<Point> windows, List<Series> peers, List<Notice> notices) {
    static final int MOST_NOTICES = 200;

    /**
     * A window.
     *
     * @param losses absent when nobody was measured
     */
    record Point(VerdictSummary verdict, @Nullable WindowLosses losses) {
        static Point of(SettledWindow settled) {
            return new Point(
                    settled.summary(), WindowLosses.of(settled.outcomes()).orElse(null));
        }
    }

    /**
     * A peer in each of the windows; null where it had no standing. Of float32's precision, which is more than a line
     * can show.
     *
     * @param weights shares, 0 to 1
     * @param ordinals μ − 3σ
     */
    record Series(int uid, String hotkey, List<@Nullable Float> weights, List<@Nullable Float> ordinals) {}

    /**
     * Of windows.
     *
     * @param newestFirst as the record is read
     */
    static Overview of(int netuid, List<Integer> netuids, List<SettledWindow> newestFirst) {
        var windows = newestFirst.reversed();
        return new Overview(
                netuid,
                netuids,
                windows.stream().map(Point::of).toList(),
                newestFirst.isEmpty() ? List.of() : series(newestFirst.getFirst(), windows),
                newestFirst.stream().flatMap(Notice::of).limit(MOST_NOTICES).toList());
    }

    private static List<Series> series(SettledWindow newest, List<SettledWindow> windows) {
        var standings = windows.stream().map(Overview::byHotkey).toList();
        return newest.standings().stream()
                .sorted(Comparator.comparingInt(Standing::uid).thenComparing(Standing::hotkey))
                .map(now -> new Series(
                        now.uid(),
                        now.hotkey(),
                        line(standings, now.hotkey(), Standing::weight),
                        line(standings, now.hotkey(), Standing::ordinal)))
                .toList();
    }

    private static Map<String, Standing> byHotkey(SettledWindow settled) {
        var standings = new HashMap<String, Standing>();
        settled.standings().forEach(standing -> standings.put(standing.hotkey(), standing));
        return standings;
    }

    private static List<@Nullable Float> line(
            List<Map<String, Standing>> windows, String hotkey, ToDoubleFunction<Standing> value) {
        var line = new ArrayList<@Nullable Float>(windows.size());
        for (var standings : windows) {
            var standing = standings.get(hotkey);
            line.add(standing == null ? null : (Float) (float) value.applyAsDouble(standing));
        }
        return Collections.unmodifiableList(line);
    }
}
