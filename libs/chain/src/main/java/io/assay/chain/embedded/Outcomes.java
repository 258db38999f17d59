package io.assay.chain.embedded;

import io.assay.chain.ExtrinsicStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** What became of the newest extrinsics. Not safe for several threads. */
final class Outcomes {
    private final int limit;
    private final LinkedHashMap<String, ExtrinsicStatus> byHash;

    Outcomes(int limit, Map<String, ExtrinsicStatus> oldestFirst) {
        this.limit = limit;
        this.byHash = new LinkedHashMap<>(oldestFirst);
    }

    void add(Map<String, ExtrinsicStatus> outcomes) {
        byHash.putAll(outcomes);
        while (byHash.size() > limit) {
            byHash.pollFirstEntry();
        }
    }

    ExtrinsicStatus of(String extrinsicHash) {
        return byHash.getOrDefault(extrinsicHash, new ExtrinsicStatus.Unknown());
    }

    SequencedMap<String, ExtrinsicStatus> oldestFirst() {
        return new LinkedHashMap<>(byHash);
    }
}
