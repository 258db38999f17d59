package io.assay.ingest.window;

import io.assay.chain.BucketCommitment;
import io.assay.chain.Neuron;
import io.assay.ingest.bucket.Bucket;
import io.assay.ingest.bucket.Glance;
import io.assay.ingest.bucket.UploadReader;
import io.assay.ingest.core.WindowEnd;
import io.assay.ingest.core.WindowLedger;
import io.assay.ingest.core.notice.UploadHints;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.RosterEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks into the buckets of all peers that are not settled yet. Every look runs by itself: one that takes its time holds up
 * neither the others nor the windows. There is never more than one for the same peer and window.
 */
public final class UploadCollection implements UploadHints, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UploadCollection.class);

    private final UploadReader reader;
    private final WindowLedger ledger;
    private final Function<Event, Mono<Void>> tell;
    private final WindowTuning tuning;
    private final Map<Place, Mono<Glance>> running = new ConcurrentHashMap<>();
    private final Set<Place> awaited = ConcurrentHashMap.newKeySet();
    private final Map<Long, Begun> rounds = new ConcurrentHashMap<>();
    private final Disposable.Composite subscriptions = Disposables.composite();

    /**
     * A collection.
     *
     * @param tell tells the others of what was found, and the ledger
     */
    public UploadCollection(
            UploadReader reader, WindowLedger ledger, Function<Event, Mono<Void>> tell, WindowTuning tuning) {
        this.reader = reader;
        this.ledger = ledger;
        this.tell = tell;
        this.tuning = tuning;
    }

    private record Place(long window, String hotkey) {}

    private record Round(WindowEnd closing, Map<String, BucketCommitment> commitments) {}

    private record Begun(Round round, Instant at) {}

    /**
     * Begins to look into the buckets of all that are not settled, unless it did so only just; does not wait.
     *
     * @param now by the chain's clock
     */
    public void begin(WindowEnd closing, List<Neuron> miners, Instant now) {
        var before = rounds.get(closing.window().window());
        if (before != null && now.isBefore(before.at().plus(tuning.pollInterval()))) {
            return;
        }
        var round = new Round(closing, commitments(miners));
        rounds.put(closing.window().window(), new Begun(round, now));
        start(Flux.fromStream(() -> unsettled(round)).flatMap(peer -> first(round, peer), tuning.concurrency()));
    }

    /** Looks into all that are left once more and settles everybody of whom there is something to say. */
    public Mono<Void> finish(WindowEnd closing, List<Neuron> miners) {
        var round = new Round(closing, commitments(miners));
        return Flux.fromStream(() -> unsettled(round))
                .flatMap(peer -> last(round, peer), tuning.concurrency())
                .then()
                .doOnSuccess(_ -> rounds.remove(closing.window().window()));
    }

    @Override
    public Optional<Set<String>> searched(long window) {
        return Optional.ofNullable(rounds.get(window))
                .map(begun -> begun.round().commitments().keySet());
    }

    @Override
    public boolean hint(long window, String hotkey) {
        var begun = rounds.get(window);
        if (begun == null) {
            return false;
        }
        var round = begun.round();
        start(Flux.fromStream(() -> unsettled(round))
                .filter(peer -> peer.hotkey().equals(hotkey))
                .flatMap(peer -> next(round, peer)));
        return round.commitments().containsKey(hotkey);
    }

    private void start(Flux<?> looks) {
        var subscription = Disposables.swap();
        subscriptions.add(subscription);
        subscription.update(looks.doFinally(_ -> subscriptions.remove(subscription))
                .subscribe(_ -> {}, e -> LOG.warn("a look into a bucket failed and is repeated: {}", e.getMessage())));
    }

    /** Nothing to do where a look is running. */
    private Mono<Glance> first(Round round, Bucket peer) {
        return running.containsKey(place(round, peer)) ? Mono.empty() : look(round, peer);
    }

    /**
     * A look that is running may have been too early to see what there is now: another one follows it, but one only,
     * however many ask for it meanwhile.
     */
    private Mono<Glance> next(Round round, Bucket peer) {
        var place = place(round, peer);
        if (!awaited.add(place)) {
            return Mono.empty();
        }
        return running.getOrDefault(place, Mono.empty()).onErrorComplete().then(Mono.defer(() -> {
            awaited.remove(place);
            return settled(place) ? Mono.empty() : look(round, peer);
        }));
    }

    /**
     * A look that is running was begun before: what it does not settle, another one after it does. Not so where it met an
     * unreadable bucket: that took its time, and nobody else is to wait for twice as much.
     */
    private Mono<Void> last(Round round, Bucket peer) {
        var place = place(round, peer);
        var before = running.getOrDefault(place, Mono.empty()).onErrorComplete();
        return before.filter(Glance::unreadable)
                .switchIfEmpty(Mono.defer(() -> settled(place) ? Mono.empty() : look(round, peer)))
                .flatMap(found -> tell(place, found, true));
    }

    private Mono<Glance> look(Round round, Bucket peer) {
        return running.computeIfAbsent(
                place(round, peer),
                place -> reader.look(round.closing(), peer)
                        .flatMap(found -> tell(place, found, false).thenReturn(found))
                        // Before whoever waits for it is told: they may begin the next one.
                        .doOnTerminate(() -> running.remove(place))
                        .cache());
    }

    private Mono<Void> tell(Place place, Glance found, boolean last) {
        return Flux.fromStream(() -> settled(place) ? Stream.empty() : found.settles(last).stream())
                .concatMap(tell)
                .then();
    }

    private static Place place(Round round, Bucket peer) {
        return new Place(round.closing().window().window(), peer.hotkey());
    }

    private boolean settled(Place place) {
        return ledger.arrival(place.window(), place.hotkey()).isPresent();
    }

    private Stream<Bucket> unsettled(Round round) {
        var window = round.closing().window();
        return window.roster().stream()
                .filter(entry -> round.commitments().containsKey(entry.hotkey()))
                .filter(entry -> ledger.arrival(window.window(), entry.hotkey()).isEmpty())
                .map(entry -> bucket(entry, round.commitments()));
    }

    private static Bucket bucket(RosterEntry entry, Map<String, BucketCommitment> commitments) {
        return new Bucket(entry.uid(), entry.hotkey(), Objects.requireNonNull(commitments.get(entry.hotkey())));
    }

    private static Map<String, BucketCommitment> commitments(List<Neuron> miners) {
        var commitments = new HashMap<String, BucketCommitment>();
        for (var miner : miners) {
            if (miner.bucket() != null) {
                commitments.put(miner.hotkey(), miner.bucket());
            }
        }
        return Map.copyOf(commitments);
    }

    @Override
    public void close() {
        subscriptions.dispose();
    }
}
