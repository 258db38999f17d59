package io.assay.chain.substrate;

import io.assay.chain.ExtrinsicId;
import io.assay.chain.ExtrinsicStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How far the finalized blocks were searched for extrinsics that were asked about lately: they never change. */
final class Searches {
    private static final int KEPT = 1024;

    private final Map<ExtrinsicId, Search> byId = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ExtrinsicId, Search> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * A search.
     *
     * @param next number of the block to look into next
     * @param outcome of the extrinsic, once it was found
     */
    record Search(long next, Optional<ExtrinsicStatus> outcome) {
        Search after(Optional<ExtrinsicStatus> found) {
            return new Search(next + 1, found);
        }
    }

    synchronized Search of(ExtrinsicId id) {
        var known = byId.get(id);
        return known == null ? new Search(id.birth(), Optional.empty()) : known;
    }

    synchronized void keep(ExtrinsicId id, Search search) {
        byId.put(id, search);
    }
}
