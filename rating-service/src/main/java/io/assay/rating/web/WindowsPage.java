package io.assay.rating.web;

import io.assay.rating.record.SettledWindow;
import io.assay.rating.record.VerdictSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settled windows.
 *
 * @param windows newest first
 * @param nextBefore the {@code before} that continues; absent when the record has nothing older
 */
record WindowsPage(
        int netuid, List<VerdictSummary> windows, @Nullable Long nextBefore) {
    /** A window that was looked at. */
    record Looked(VerdictSummary summary, boolean first) {
        static Looked at(SettledWindow settled) {
            return new Looked(settled.summary(), settled.previousVerdictHash() == null);
        }
    }

    static WindowsPage of(int netuid, List<Looked> windows) {
        var last = windows.isEmpty() ? null : windows.getLast();
        return new WindowsPage(
                netuid,
                windows.stream().map(Looked::summary).toList(),
                last == null || last.first() ? null : (Long) last.summary().window());
    }
}
