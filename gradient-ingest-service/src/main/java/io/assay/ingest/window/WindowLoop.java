package io.assay.ingest.window;

import io.assay.chain.Block;
import io.assay.chain.Neuron;
import io.assay.ingest.core.ChainBlock;
import io.assay.ingest.core.RegisteredPeer;
import io.assay.ingest.core.SketchKeys;
import io.assay.ingest.core.WindowEnd;
import io.assay.ingest.core.WindowLedger;
import io.assay.ingest.core.WindowPlanner;
import io.assay.protocol.WindowClock;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.hparams.HParams;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * One step for each new head of the chain: open the windows that are due, look for uploads of the windows whose closing
 * block is there, close those that are over. Every event is applied to the ledger once the broker has it; a step that
 * fails is repeated with the next head, because nothing but the ledger remembers.
 */
final class WindowLoop {
    private static final Logger LOG = LoggerFactory.getLogger(WindowLoop.class);

    private final ChainView chain;
    private final HParams hparams;
    private final WindowClock clock;
    private final WindowLedger ledger;
    private final WindowPlanner planner;
    private final UploadCollection uploads;
    private final Announcements announcements;
    private final SketchKeys keys;
    private final IngestMetrics metrics;
    private final Duration grace;
    private long last = -1;

    WindowLoop(
            ChainView chain,
            HParams hparams,
            WindowLedger ledger,
            WindowPlanner planner,
            UploadCollection uploads,
            Announcements announcements,
            SketchKeys keys,
            IngestMetrics metrics,
            Duration grace) {
        this.chain = chain;
        this.hparams = hparams;
        this.clock = new WindowClock(hparams.blocksPerWindow());
        this.ledger = ledger;
        this.planner = planner;
        this.uploads = uploads;
        this.announcements = announcements;
        this.keys = keys;
        this.metrics = metrics;
        this.grace = grace;
    }

    /** Never completes: a step for each head, one after the other. */
    Mono<Void> run() {
        return Mono.defer(() -> chain.head(last))
                .filter(head -> head.number() > last)
                .flatMap(this::step)
                .doOnError(e -> LOG.warn("a step of the window loop failed and is repeated: {}", e.getMessage()))
                .doOnError(_ -> metrics.failedStep())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(5)))
                .repeat()
                .then();
    }

    private Mono<Void> step(Block head) {
        return openDue(head)
                .thenMany(Flux.defer(() -> Flux.fromIterable(ledger.openWindows())))
                .filter(window -> clock.closingBlock(window.window()) <= head.number())
                .concatMap(window -> collect(window, head))
                .then(Mono.fromRunnable(() -> last = head.number()));
    }

    private Mono<Void> openDue(Block head) {
        var due = planner.due(ledger, head.number());
        return due.isEmpty() ? Mono.empty() : open(due.getAsLong()).then(Mono.defer(() -> openDue(head)));
    }

    private Mono<Void> open(long window) {
        return Mono.zip(chain.block(clock.openingBlock(window)), chain.miners())
                .map(known -> planner.open(ledger, window, fact(known.getT1()), peers(known.getT2())))
                .flatMap(announcements::tell);
    }

    private Mono<Void> collect(WindowOpened window, Block head) {
        return Mono.zip(chain.block(clock.closingBlock(window.window())), chain.miners())
                .flatMap(known -> collect(WindowEnd.of(hparams, window, fact(known.getT1())), known.getT2(), head));
    }

    private Mono<Void> collect(WindowEnd closing, List<Neuron> miners, Block head) {
        if (closing.over(head.timestamp(), grace)) {
            return uploads.finish(closing, miners).then(Mono.defer(() -> close(closing)));
        }
        uploads.begin(closing, miners, head.timestamp());
        return ledger.isClosing(closing.window().window()) ? Mono.empty() : announcements.tell(closing.announce());
    }

    private Mono<Void> close(WindowEnd closing) {
        var window = closing.window();
        var key = keys.key(window);
        if (window.sketchCommitment() != null && key.isEmpty()) {
            LOG.warn(
                    "window {} was opened with another sketch secret: its uploads are not compared for copies",
                    window.window());
        }
        return announcements.tell(closing.close(ledger, key));
    }

    private static ChainBlock fact(Block block) {
        return new ChainBlock(block.number(), block.hash(), block.timestamp());
    }

    private static List<RegisteredPeer> peers(List<Neuron> miners) {
        return miners.stream()
                .map(neuron -> new RegisteredPeer(neuron.uid(), neuron.hotkey()))
                .toList();
    }
}
