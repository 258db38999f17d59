package io.assay.miner;

import io.assay.chain.BucketCommitment;
import io.assay.chain.key.Hotkey;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running miner: a thread of its own, with a model of its own. It registers its hotkey and commits its bucket where the
 * chain lacks them, makes the bucket where it is missing, and mines every window it can. Nothing that goes wrong with
 * chain, store or Kafka ends it: the window is given up and the next one tried.
 *
 * <p>Started again it goes on with the uid of its hotkey and the model of the record; its momentum starts anew.
 */
public final class Miner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Miner.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final MinerParts parts;
    private final MinerSignals signals = new MinerSignals();
    private final Thread thread;

    private Miner(MinerParts parts) {
        this.parts = parts;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("miner-" + parts.plan() + "-" + parts.hotkey().address().substring(0, 8))
                .uncaughtExceptionHandler((_, e) -> LOG.error("{} ended", parts, e))
                .unstarted(new MinerLoop(parts, signals));
    }

    /**
     * Starts a miner; nothing is waited for.
     *
     * @param bucket what the chain is to say of its bucket: the keys there must grant reading only
     * @throws IllegalArgumentException if the corpus does not fit the parameters
     */
    public static Miner start(MinerContext context, MinerPlan plan, Hotkey hotkey, BucketCommitment bucket) {
        var miner = new Miner(MinerParts.of(context, plan, hotkey, bucket));
        miner.thread.start();
        return miner;
    }

    /** SS58 address of its hotkey. */
    public String hotkey() {
        return parts.hotkey().address();
    }

    /** What it was started as. */
    public MinerPlan plan() {
        return parts.plan();
    }

    /** What it has done so far. */
    public MinerStatus status() {
        return signals.status();
    }

    /** False after it was closed, or after an error that no window can be mined with. */
    public boolean running() {
        return thread.isAlive();
    }

    /**
     * Stops it: at once if it waits, after the batch at hand if it trains. Returns after two seconds even then; the rest
     * follows by itself.
     */
    @Override
    public void close() {
        signals.close();
        thread.interrupt();
        try {
            thread.join(CLOSE_LIMIT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
