package io.assay.protocol.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.assay.protocol.event.IndexSketch;
import io.assay.protocol.event.Overlap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static final Instant T = Instant.parse("2026-03-01T12:00:03Z");
    private static final int CHUNKS = 48;
    private static final int K = 32;
    private static final int CHUNK_SIZE = 4096;
    private static final double THRESHOLD = 0.6;

    private static String hotkey(String name) {
        return (name + "x".repeat(48)).substring(0, 48);
    }

    private static int[][] random(long seed) {
        var random = new Random(seed);
        var chunks = new int[CHUNKS][];
        for (var i = 0; i < CHUNKS; i++) {
            chunks[i] = random.ints(0, CHUNK_SIZE).distinct().limit(K).sorted().toArray();
        }
        return chunks;
    }

    /** The same, but {@code changed} indices of each chunk are others. */
    private static int[][] changed(int[][] original, int changed) {
        var chunks = new int[CHUNKS][];
        for (var i = 0; i < CHUNKS; i++) {
            var kept = new TreeSet<Integer>();
            Arrays.stream(original[i]).skip(changed).forEach(kept::add);
            var had = Arrays.stream(original[i]).boxed().toList();
            for (var next = 0; kept.size() < K; next++) {
                if (!had.contains(next)) {
                    kept.add(next);
                }
            }
            chunks[i] = kept.stream().mapToInt(Integer::intValue).toArray();
        }
        return chunks;
    }

    private static SketchedUpload upload(String name, int seconds, int[][] chunks) {
        var indices = new short[CHUNKS * K];
        for (var i = 0; i < indices.length; i++) {
            indices[i] = (short) chunks[i / K][i % K];
        }
        return new SketchedUpload(hotkey(name), T.plusSeconds(seconds), IndexSketch.of(K, indices));
    }

    private static Overlap like(String name, double share, double usual, int seconds, int otherSeconds) {
        return new Overlap(hotkey(name), share, usual, T.plusSeconds(seconds), T.plusSeconds(otherSeconds));
    }

    private static Map<String, Overlap> copies(SketchedUpload... uploads) {
        return Copies.of(List.of(uploads), THRESHOLD);
    }

    @Test
    void theLaterOfTwoThatAreAlikeIsMarked() {
        var original = random(1);
        assertThat(copies(upload("copy", 2, original), upload("first", 1, original), upload("other", 3, random(2))))
                .hasSize(1)
                .hasEntrySatisfying(hotkey("copy"), found -> {
                    assertThat(found.withHotkey()).isEqualTo(hotkey("first"));
                    assertThat(found.share()).isEqualTo(1);
                    assertThat(found.usual()).isLessThan(0.05);
                    assertThat(found.excess()).isEqualTo(1);
                });
    }

    @Test
    void theShareIsThatOfTheIndicesInCommon() {
        var original = random(1);
        assertThat(Copies.share(upload("a", 1, original), upload("b", 2, changed(original, 8)))
                        .orElseThrow())
                .isEqualTo(0.75);
        assertThat(Copies.share(upload("a", 1, original), upload("b", 2, random(7)))
                        .orElseThrow())
                .isLessThan(0.05);
    }

    @Test
    void whatIsBelowTheThresholdIsNoCopy() {
        var original = random(1);
        assertThat(copies(upload("a", 1, original), upload("b", 2, changed(original, 13))))
                .isEmpty();
        assertThat(copies(upload("a", 1, original), upload("b", 2, changed(original, 12))))
                .containsOnlyKeys(hotkey("b"));
    }

    @Test
    void theSameSecondMarksBothAndCallsNeitherTheOriginal() {
        var original = random(1);
        assertThat(copies(upload("a", 1, original), upload("b", 1, original)))
                .containsOnly(entry(hotkey("a"), like("b", 1, 0, 1, 1)), entry(hotkey("b"), like("a", 1, 0, 1, 1)));
    }

    /** Upstream compares the times of the window before: who was late then is called the copy now. */
    @Test
    void onlyTheTimesOfThisWindowCount() {
        var lastWindow = random(1);
        assertThat(copies(upload("tardy", 9, lastWindow), upload("quick", 1, lastWindow)))
                .containsOnlyKeys(hotkey("tardy"));

        var thisWindow = random(2);
        assertThat(copies(upload("tardy", 1, thisWindow), upload("quick", 9, thisWindow)))
                .containsOnlyKeys(hotkey("quick"));
    }

    /** Upstream takes a missing time for 0 or for now, which makes an honest peer the later one. */
    @Test
    @SuppressWarnings("NullAway") // The caller is in the wrong on purpose.
    void aTimeCannotBeMissing() {
        assertThatThrownBy(() -> new SketchedUpload(
                        hotkey("a"), null, upload("a", 1, random(1)).sketch()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("uploadedAt");
    }

    /** Upstream overwrites a peer's worst pair with the last one it looks at. */
    @Test
    void theWorstPairStaysWhateverTheOrder() {
        var original = random(1);
        var uploads = new ArrayList<>(List.of(
                upload("copy", 5, original),
                upload("first", 1, original),
                upload("most", 2, changed(original, 10)),
                upload("third", 3, changed(original, 11))));
        var random = new Random(3);
        for (var i = 0; i < 50; i++) {
            Collections.shuffle(uploads, random);
            assertThat(Copies.of(uploads, THRESHOLD))
                    .hasEntrySatisfying(
                            hotkey("copy"),
                            found -> assertThat(found.withHotkey()).isEqualTo(hotkey("first")));
        }
    }

    @Test
    void theOrderOfUploadsChangesNothing() {
        var random = new Random(5);
        for (var story = 0; story < 30; story++) {
            var uploads = new ArrayList<SketchedUpload>();
            for (var i = 0; i < 8; i++) {
                uploads.add(upload(
                        "p" + (char) ('A' + i),
                        random.nextInt(3),
                        changed(random(random.nextInt(3)), random.nextInt(20))));
            }
            var found = Copies.of(uploads, THRESHOLD);
            Collections.shuffle(uploads, random);
            assertThat(Copies.of(uploads, THRESHOLD)).isEqualTo(found);
        }
    }

    /** Gradients of a young model: each has 80 % of its indices from what all have. */
    private static List<SketchedUpload> alike(int uploads) {
        var common = random(1);
        var out = new ArrayList<SketchedUpload>();
        for (var i = 0; i < uploads; i++) {
            out.add(upload("p" + (char) ('A' + i), i, own(common, i)));
        }
        return out;
    }

    /** A tenth of each chunk's indices are this peer's own. */
    private static int[][] own(int[][] common, int peer) {
        var chunks = new int[CHUNKS][];
        for (var i = 0; i < CHUNKS; i++) {
            var kept = new TreeSet<Integer>();
            Arrays.stream(common[i]).skip(3).forEach(kept::add);
            for (var next = 100 * (peer + 1); kept.size() < K; next++) {
                kept.add(next);
            }
            chunks[i] = kept.stream().mapToInt(Integer::intValue).toArray();
        }
        return chunks;
    }

    @Test
    void whatIsUsualInAYoungModelIsNoCopy() {
        var honest = alike(5);
        assertThat(Copies.share(honest.get(0), honest.get(1)).orElseThrow()).isGreaterThan(0.85);
        assertThat(Copies.of(honest, THRESHOLD)).isEmpty();
        var noise = new ArrayList<>(honest);
        noise.add(upload("noise", 1, random(8)));
        noise.add(upload("other", 1, random(9)));
        assertThat(Copies.of(noise, THRESHOLD)).isEmpty();
    }

    @Test
    void aCopyAmongUploadsThatAreAlikeIsMarked() {
        var uploads = new ArrayList<>(alike(5));
        uploads.add(upload("copy", 9, own(random(1), 2)));
        assertThat(Copies.of(uploads, THRESHOLD)).hasSize(1).hasEntrySatisfying(hotkey("copy"), found -> {
            assertThat(found.withHotkey()).isEqualTo(uploads.get(2).hotkey());
            assertThat(found.excess()).isEqualTo(1);
        });
    }

    /** However many copies there are, they do not become what is usual. */
    @Test
    void copiesThatOutnumberTheHonestAreMarkedAllTheSame() {
        var original = random(1);
        var uploads = new ArrayList<>(List.of(upload("honest", 1, random(2)), upload("first", 1, original)));
        for (var i = 0; i < 6; i++) {
            uploads.add(upload("copy" + (char) ('A' + i), 2, original));
        }
        assertThat(Copies.of(uploads, THRESHOLD)).hasSize(6).doesNotContainKey(hotkey("first"));
    }

    @Test
    void whatCannotBeComparedIsNoCopy() {
        var two = new SketchedUpload(hotkey("b"), T, IndexSketch.of(2, new short[] {1, 2}));
        assertThat(Copies.share(upload("a", 1, random(1)), two)).isEmpty();
        assertThat(copies(upload("a", 1, random(1)), two)).isEmpty();
    }
}
