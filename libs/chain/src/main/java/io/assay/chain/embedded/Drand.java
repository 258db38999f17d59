package io.assay.chain.embedded;

import io.assay.chain.Hex;
import io.assay.chain.curve.G2;
import io.assay.chain.timelock.Beacon;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * What the chain knows of its beacon (pallet {@code Drand}).
 *
 * @param publicKey {@code 0x} and the digits of 96 bytes, a compressed point of G2
 * @param lastStoredRound a commit to an earlier round is refused; 0 if there is none
 * @param pulses signatures by round: of the newest rounds, and of older ones that a commit still waits for
 */
public record Drand(
        String publicKey, Instant genesis, Duration period, long lastStoredRound, SortedMap<Long, String> pulses) {
    /** Pulses that are kept though nobody waits for them. */
    private static final int KEPT = 256;
    /** Pulses of one block that nobody waits for: a chain that stood still for days does not make up for all of them. */
    private static final int PER_BLOCK = 32;

    public Drand {
        pulses = Collections.unmodifiableSortedMap(pulses);
    }

    static Drand of(Beacon beacon) {
        var key = Hex.of(beacon.publicKey().encode());
        return new Drand(key, beacon.genesis(), beacon.period(), 0, new TreeMap<>());
    }

    /** What a client encrypts to. */
    public Beacon beacon() {
        return new Beacon(G2.decode(Hex.bytes(publicKey)), genesis, period);
    }

    Optional<byte[]> signature(long round) {
        return Optional.ofNullable(pulses.get(round)).map(Hex::bytes);
    }

    /**
     * Rounds that a block has to store, rising.
     *
     * @param newest round that is out
     * @param awaited rounds that commits wait for
     */
    List<Long> due(long newest, Set<Long> awaited) {
        var recent = LongStream.rangeClosed(Math.max(lastStoredRound + 1, newest - PER_BLOCK + 1), newest);
        var waitedFor =
                awaited.stream().mapToLong(Long::longValue).filter(round -> round > lastStoredRound && round <= newest);
        return LongStream.concat(recent, waitedFor).sorted().distinct().boxed().toList();
    }

    Drand with(List<Pulse> added, Set<Long> awaited) {
        if (added.isEmpty()) {
            return this;
        }
        var kept = new TreeMap<>(pulses);
        added.forEach(pulse -> kept.put(pulse.round(), pulse.signature()));
        var superfluous = kept.keySet().stream()
                .limit(Math.max(0, kept.size() - KEPT))
                .filter(round -> !awaited.contains(round))
                .toList();
        superfluous.forEach(kept::remove);
        return new Drand(publicKey, genesis, period, added.getLast().round(), kept);
    }
}
