package io.assay.chain.embedded;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Weights of a subnet that are committed and not yet revealed.
 *
 * @param hashed by hotkey, oldest first, at most ten each ({@code WeightCommits})
 * @param timelocked by the epoch of the commit, oldest first ({@code TimelockedWeightCommits})
 */
public record WeightCommits(SortedMap<String, List<Hashed>> hashed, SortedMap<Long, List<Timelocked>> timelocked) {
    static final WeightCommits NONE = new WeightCommits(new TreeMap<>(), new TreeMap<>());

    public WeightCommits {
        hashed = Collections.unmodifiableSortedMap(hashed);
        timelocked = Collections.unmodifiableSortedMap(timelocked);
    }

    /**
     * Weights behind a hash.
     *
     * @param hash {@code 0x} and 64 hexadecimal digits
     * @param epoch of the commit
     * @param block of the commit
     */
    public record Hashed(String hash, long epoch, long block) {
        boolean isExpired(long epochNow, int revealPeriod) {
            return epochNow > epoch + revealPeriod;
        }
    }

    /**
     * Weights behind a round of the beacon.
     *
     * @param block of the commit
     * @param commit {@code 0x} and hexadecimal digits
     */
    public record Timelocked(String hotkey, long block, String commit, long revealRound) {}

    List<Hashed> of(String hotkey) {
        return hashed.getOrDefault(hotkey, List.of());
    }

    List<Timelocked> in(long epoch) {
        return timelocked.getOrDefault(epoch, List.of());
    }

    Stream<Long> awaitedRounds() {
        return timelocked.values().stream().flatMap(List::stream).map(Timelocked::revealRound);
    }

    /** Block of a hotkey's oldest commit that can still be revealed. */
    OptionalLong earliest(String hotkey, long epochNow, int revealPeriod) {
        var hashes = of(hotkey).stream()
                .filter(commit -> !commit.isExpired(epochNow, revealPeriod))
                .mapToLong(Hashed::block)
                .limit(1);
        var rounds = timelocked.tailMap(epochNow - revealPeriod).values().stream()
                .flatMap(List::stream)
                .filter(commit -> commit.hotkey().equals(hotkey))
                .mapToLong(Timelocked::block);
        return LongStream.concat(hashes, rounds).min();
    }

    WeightCommits withHashed(String hotkey, List<Hashed> left) {
        var changed = new TreeMap<>(hashed);
        put(changed, hotkey, left);
        return new WeightCommits(changed, timelocked);
    }

    WeightCommits with(long epoch, Timelocked commit) {
        var commits = new ArrayList<>(in(epoch));
        commits.add(commit);
        return withTimelocked(epoch, commits);
    }

    WeightCommits withTimelocked(long epoch, List<Timelocked> left) {
        var changed = new TreeMap<>(timelocked);
        put(changed, epoch, left);
        return new WeightCommits(hashed, changed);
    }

    /** Without the time-locked commits of epochs before this one. */
    WeightCommits since(long epoch) {
        return timelocked.isEmpty() || timelocked.firstKey() >= epoch
                ? this
                : new WeightCommits(hashed, new TreeMap<>(timelocked.tailMap(epoch)));
    }

    private static <K, C> void put(SortedMap<K, List<C>> map, K key, List<C> commits) {
        if (commits.isEmpty()) {
            map.remove(key);
        } else {
            map.put(key, List.copyOf(commits));
        }
    }
}
