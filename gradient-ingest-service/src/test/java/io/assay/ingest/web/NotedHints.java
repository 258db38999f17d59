package io.assay.ingest.web;

import io.assay.ingest.core.notice.UploadHints;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A search for uploads that only notes whose bucket it was to look into. */
final class NotedHints implements UploadHints {
    final Map<Long, Set<String>> searched = new ConcurrentHashMap<>();
    final List<String> hints = new CopyOnWriteArrayList<>();

    @Override
    public Optional<Set<String>> searched(long window) {
        return Optional.ofNullable(searched.get(window));
    }

    @Override
    public boolean hint(long window, String hotkey) {
        hints.add(window + " " + hotkey);
        return searched.containsKey(window);
    }
}
