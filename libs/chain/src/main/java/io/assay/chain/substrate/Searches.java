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
     * @param last hash of the block before that, once one was looked into
     * @param outcome of the extrinsic, once it was found
     */
    record Search(long next, Optional<String> last, Optional<ExtrinsicStatus> outcome) {
        Search after(NodeBlock block, Optional<ExtrinsicStatus> found) {
            return new Search(next + 1, Optional.of(block.hash()), found);
        }

        /** Whether a block follows the one that was looked into last. */
        boolean isFollowedBy(NodeBlock block) {
            return last.isEmpty() || last.get().equals(block.header().parent());
        }
    }

    synchronized Search of(ExtrinsicId id) {
        var known = byId.get(id);
        return known == null ? new Search(id.birth(), Optional.empty(), Optional.empty()) : known;
    }

    synchronized void forget(ExtrinsicId id) {
        byId.remove(id);
    }

    synchronized void keep(ExtrinsicId id, Search search) {
        byId.put(id, search);
    }
}
