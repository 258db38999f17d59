package io.assay.rating.record;

import io.assay.protocol.event.WindowVerdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts by subnet and window, wherever they are: from memory what is there, by its known place in the topic what is
 * recent, by a search what is older. Methods that read the topic block; see {@link VerdictArchive}.
 */
public final class VerdictLookup {
    private final RecentVerdicts recent;
    private final VerdictArchive archive;

    public VerdictLookup(RecentVerdicts recent, VerdictArchive archive) {
        this.recent = recent;
        this.archive = archive;
    }

    /** A verdict as it was recorded; reads the topic. */
    public Optional<RecordedVerdict> find(int netuid, long window) {
        var newest = recent.newest(netuid);
        if (newest.isPresent() && newest.get().window() < window) {
            return Optional.empty();
        }
        return recent.find(netuid, window)
                .flatMap(settled -> archive.at(settled.position(), netuid, window))
                .or(() -> archive.find(netuid, window));
    }

    /**
     * A verdict and the one before it; reads the topic.
     *
     * @param window the newest one when it is absent
     * @throws IllegalStateException when the verdict before is not the one it names: the record is broken
     */
    public Optional<WithPrevious> withPrevious(int netuid, @Nullable Long window) {
        var asked = Optional.ofNullable(window).or(() -> recent.newest(netuid).map(SettledWindow::window));
        return asked.flatMap(given -> find(netuid, given))
                .map(RecordedVerdict::verdict)
                .map(verdict -> new WithPrevious(verdict, previous(verdict)));
    }

    private @Nullable WindowVerdict previous(WindowVerdict verdict) {
        var named = verdict.previousVerdictHash();
        if (named == null) {
            return null;
        }
        return before(verdict)
                .map(RecordedVerdict::verdict)
                .filter(previous -> previous.verdictHash().equals(named))
                .orElseThrow(() -> new IllegalStateException("the verdict of window " + verdict.window() + " of subnet "
                        + verdict.netuid() + " follows " + named + ", which is not the one recorded before it"));
    }

    private Optional<RecordedVerdict> before(WindowVerdict verdict) {
        return recent.before(verdict.netuid(), verdict.window(), 1).stream()
                .findFirst()
                .flatMap(settled -> archive.at(settled.position(), settled.netuid(), settled.window()))
                .or(() -> archive.findBefore(verdict.netuid(), verdict.window()));
    }

    /** The windows before a window, newest first, if memory has them all: as many as asked for, or all there are. */
    public Optional<List<SettledWindow>> remembered(int netuid, long window, int limit) {
        var reachesTheFirst = recent.oldest(netuid)
                .map(oldest -> oldest.previousVerdictHash() == null)
                .orElse(false);
        return Optional.of(recent.before(netuid, window, limit))
                .filter(kept -> kept.size() == limit || reachesTheFirst);
    }

    /**
     * What is made of the windows before a window, newest first; reads the topic for those that are not remembered.
     *
     * @param limit windows at most
     */
    public <T> List<T> before(int netuid, long window, int limit, Function<SettledWindow, T> made) {
        var kept = recent.before(netuid, window, limit);
        var bound = kept.isEmpty() ? window : kept.getLast().window();
        var older =
                archive.before(netuid, bound, limit - kept.size(), recorded -> made.apply(SettledWindow.of(recorded)));
        return Stream.concat(kept.stream().map(made), older.stream()).toList();
    }
}
