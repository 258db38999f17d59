package io.assay.protocol.sketch;

import io.assay.protocol.event.Overlap;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Which uploads of one window are copies, told from their sketches alone.
 *
 * <p>Of each pair that is too much alike the later upload of this window is marked; the same second marks both. An upload
 * without a sketch is compared with nothing. Of several pairs of one upload the worst counts, whatever the order.
 */
public final class Copies {
    /** The most alike first; then the other's earlier upload; then its hotkey. */
    private static final Comparator<Overlap> WORST = Comparator.comparingDouble(Overlap::share)
            .reversed()
            .thenComparing(Overlap::otherUploadedAt)
            .thenComparing(Overlap::withHotkey);

    private Copies() {}

    /**
     * What is found of each upload that is marked, by its hotkey.
     *
     * @param uploads of one window, each hotkey at most once
     * @param threshold share of indices in common from which on a pair is too much alike
     */
    public static Map<String, Overlap> of(Collection<SketchedUpload> uploads, double threshold) {
        var read = uploads.stream().map(Read::of).toList();
        var found = new HashMap<String, Overlap>();
        for (var i = 0; i < read.size(); i++) {
            for (var j = 0; j < i; j++) {
                var a = read.get(i);
                var b = read.get(j);
                var share = share(a, b);
                if (share.isPresent() && share.getAsDouble() >= threshold) {
                    mark(found, a, b, share.getAsDouble());
                    mark(found, b, a, share.getAsDouble());
                }
            }
        }
        return Map.copyOf(found);
    }

    /** Share of the indices that two uploads have in common; empty if they cannot be compared. */
    public static OptionalDouble share(SketchedUpload a, SketchedUpload b) {
        return share(Read.of(a), Read.of(b));
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Read(String hotkey, Instant uploadedAt, int k, int[] indices) {
        static Read of(SketchedUpload upload) {
            return new Read(
                    upload.hotkey(),
                    upload.uploadedAt(),
                    upload.sketch().k(),
                    upload.sketch().numbers());
        }
    }

    private static void mark(Map<String, Overlap> found, Read later, Read earlier, double share) {
        if (!later.uploadedAt().isBefore(earlier.uploadedAt())) {
            var overlap = new Overlap(earlier.hotkey(), share, later.uploadedAt(), earlier.uploadedAt());
            found.merge(later.hotkey(), overlap, (x, y) -> WORST.compare(x, y) <= 0 ? x : y);
        }
    }

    private static OptionalDouble share(Read a, Read b) {
        if (a.k() != b.k() || a.indices().length != b.indices().length) {
            return OptionalDouble.empty();
        }
        var shared = 0;
        for (var chunk = 0; chunk < a.indices().length; chunk += a.k()) {
            shared += shared(a.indices(), b.indices(), chunk, chunk + a.k());
        }
        return OptionalDouble.of((double) shared / a.indices().length);
    }

    private static int shared(int[] a, int[] b, int from, int to) {
        var shared = 0;
        var j = from;
        for (var i = from; i < to; i++) {
            while (j < to && b[j] < a[i]) {
                j++;
            }
            shared += j < to && b[j] == a[i] ? 1 : 0;
        }
        return shared;
    }
}
