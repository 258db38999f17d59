package io.assay.protocol.sketch;

import io.assay.protocol.event.Overlap;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Which uploads of one window are copies, told from their sketches alone.
 *
 * <p>Honest gradients of one window have indices in common, the more the younger the model. What a pair has in common is
 * therefore judged by what is usual for these two: the median of what each has in common with the others, the larger of
 * both. Of a pair with too much beyond that the later upload of this window is marked; the same second marks both. An
 * upload without a sketch is compared with nothing. Of several pairs of one upload the worst counts, whatever the order.
 */
public final class Copies {
    /** The most alike first; then the other's earlier upload; then its hotkey. */
    private static final Comparator<Overlap> WORST = Comparator.comparingDouble(Overlap::excess)
            .thenComparingDouble(Overlap::share)
            .reversed()
            .thenComparing(Overlap::otherUploadedAt)
            .thenComparing(Overlap::withHotkey);

    private final List<SketchedUpload> uploads;
    private final List<PairShares> shares;
    private final double threshold;
    private final Map<String, Overlap> found = new HashMap<>();

    private Copies(Collection<SketchedUpload> uploads, double threshold) {
        this.uploads = List.copyOf(uploads);
        this.threshold = threshold;
        shares = PairShares.of(this.uploads);
    }

    /**
     * What is found of each upload that is marked, by its hotkey.
     *
     * @param uploads of one window, each hotkey at most once
     * @param threshold share of indices in common beyond the usual from which on a pair is too much alike
     */
    public static Map<String, Overlap> of(Collection<SketchedUpload> uploads, double threshold) {
        var copies = new Copies(uploads, threshold);
        for (var i = 0; i < copies.uploads.size(); i++) {
            for (var j = 0; j < i; j++) {
                copies.compare(i, j);
            }
        }
        return Map.copyOf(copies.found);
    }

    /** Share of the indices that two uploads have in common; empty if they cannot be compared. */
    static OptionalDouble share(SketchedUpload a, SketchedUpload b) {
        return PairShares.of(List.of(a, b)).getFirst().with(1);
    }

    private void compare(int i, int j) {
        var share = shares.get(i).with(j);
        if (share.isPresent()) {
            var usual = Math.max(shares.get(i).usualBeside(j), shares.get(j).usualBeside(i));
            mark(i, j, share.getAsDouble(), Math.min(usual, Overlap.MOST_USUAL));
            mark(j, i, share.getAsDouble(), Math.min(usual, Overlap.MOST_USUAL));
        }
    }

    private void mark(int later, int earlier, double share, double usual) {
        var a = uploads.get(later);
        var b = uploads.get(earlier);
        if (!a.uploadedAt().isBefore(b.uploadedAt())) {
            var overlap = new Overlap(b.hotkey(), share, usual, a.uploadedAt(), b.uploadedAt());
            if (overlap.excess() >= threshold) {
                found.merge(a.hotkey(), overlap, (x, y) -> WORST.compare(x, y) <= 0 ? x : y);
            }
        }
    }
}
