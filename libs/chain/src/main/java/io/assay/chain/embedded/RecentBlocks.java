package io.assay.chain.embedded;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** The newest blocks, by number and hash. Not safe for several threads. */
final class RecentBlocks {
    private final SequencedMap<Long, ExecutedBlock> byNumber = new LinkedHashMap<>();
    private final Map<String, ExecutedBlock> byHash = new HashMap<>();

    void add(ExecutedBlock block) {
        byNumber.put(block.block().number(), block);
        byHash.put(block.block().hash(), block);
    }

    void removeOldest() {
        byHash.remove(byNumber.pollFirstEntry().getValue().block().hash());
    }

    int size() {
        return byNumber.size();
    }

    ExecutedBlock oldest() {
        return byNumber.firstEntry().getValue();
    }

    Optional<ExecutedBlock> at(long number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    Optional<ExecutedBlock> of(String hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    Stream<ExecutedBlock> stream() {
        return byNumber.values().stream();
    }
}
