package io.assay.rating.web.stream;

import io.assay.rating.web.AskedSubnet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ResponseStatusException;

/**
 * Where a client of a stream wants to begin.
 *
 * @param after the window after which it wants to resume; when absent it begins with the newest
 */
record Place(int netuid, @Nullable Long after) {
    /**
     * What a request asks for.
     *
     * @param netuid asked for; absent: that of the event, or the primary one
     * @param lastEventId the header; absent or empty: no event was received yet
     * @throws ResponseStatusException 400 when the id is none or another subnet's, 404 when the subnet is not rated here
     */
    static Place asked(AskedSubnet subnet, @Nullable Integer netuid, @Nullable String lastEventId) {
        var last = lastEventId == null || lastEventId.isEmpty() ? null : LastEvent.read(lastEventId);
        var asked = subnet.netuid(netuid == null && last != null ? (Integer) last.netuid() : netuid);
        return new Place(asked, last == null ? null : (Long) last.windowOf(asked));
    }
}
