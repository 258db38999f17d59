package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.Hex;
import io.assay.chain.key.Blake2b;
import io.assay.chain.timelock.Beacon;
import io.assay.chain.timelock.BeaconKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a chain begins with.
 *
 * @param first block 0
 * @param seed 32 random bytes that seal every block and from which the beacon's key comes, {@code 0x} and hexadecimal
 *     digits; never shown
 */
record Genesis(ChainSpec spec, Block first, String seed) {
    private static final byte[] BEACON = "beacon".getBytes(StandardCharsets.US_ASCII);

    Genesis {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(first, "first");
        Hex.require("seed", seed, 32);
    }

    static Genesis of(ChainSpec spec, Instant timestamp, String seed) {
        var nameless = new Genesis(spec, new Block(0, Header.NO_PARENT, timestamp), seed);
        return new Genesis(spec, nameless.executed().block(), seed);
    }

    /** Block 0 with all that it leads to. */
    ExecutedBlock executed() {
        var state = ChainState.genesis(spec, first.timestamp(), Drand.of(beacon()));
        var draft = new Draft(0, first.timestamp(), List.of(), List.of());
        var applied = new ChainState.Applied(state, List.of(), Map.of(), List.of());
        return new Sealing(seed).seal(Header.NO_PARENT, draft, applied);
    }

    /** Whether block 0 is what it must be. */
    boolean isSealed() {
        return executed().block().equals(first);
    }

    BeaconKey beaconKey() {
        return BeaconKey.of(Blake2b.hash256(BEACON, Hex.bytes(seed)));
    }

    Beacon beacon() {
        return beaconKey().beacon(spec.beacon().genesis(), spec.beacon().period());
    }

    @Override
    public String toString() {
        return "Genesis[first=" + first + "]";
    }
}
