package io.assay.ingest.window;

import io.assay.chain.BucketCommitment;
import io.assay.chain.Neuron;
import io.assay.ingest.bucket.Bucket;
import io.assay.ingest.bucket.UploadReader;
import io.assay.ingest.core.WindowClosing;
import io.assay.ingest.core.WindowLedger;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.RosterEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/** Looks into the buckets of all peers that are not settled yet, several at a time. */
final class UploadCollection {
    private final UploadReader reader;
    private final WindowLedger ledger;
    private final int concurrency;

    UploadCollection(UploadReader reader, WindowLedger ledger, int concurrency) {
        this.reader = reader;
        this.ledger = ledger;
        this.concurrency = concurrency;
    }

    /** The arrivals and rejections that this round brings; {@code last} settles what was provisional so far. */
    Flux<Event> round(WindowClosing closing, List<Neuron> miners, boolean last) {
        var commitments = commitments(miners);
        return Flux.fromStream(() -> unsettled(closing, commitments))
                .flatMap(peer -> reader.look(closing, peer), concurrency)
                .flatMap(glance -> Flux.fromStream(() -> glance.settles(last).stream()));
    }

    private Stream<Bucket> unsettled(WindowClosing closing, Map<String, BucketCommitment> commitments) {
        var window = closing.window();
        return window.roster().stream()
                .filter(entry -> commitments.containsKey(entry.hotkey()))
                .filter(entry -> ledger.arrival(window.window(), entry.hotkey()).isEmpty())
                .map(entry -> bucket(entry, commitments));
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
        return commitments;
    }
}
