package io.assay.chain.embedded;

import java.time.Duration;
import java.util.function.Consumer;

/** A thread that makes a block every interval until it is closed or a block fails; it does not keep the JVM alive. */
final class BlockProducer implements AutoCloseable {
    private final Thread thread;

    private BlockProducer(Thread thread) {
        this.thread = thread;
    }

    /**
     * Starts it.
     *
     * @param onFailure called at most once, after which no more blocks are made
     */
    static BlockProducer start(Duration interval, Runnable makeBlock, Consumer<RuntimeException> onFailure) {
        return new BlockProducer(
                Thread.ofVirtual().name("block-producer").start(() -> produce(interval, makeBlock, onFailure)));
    }

    private static void produce(Duration interval, Runnable makeBlock, Consumer<RuntimeException> onFailure) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(interval);
                makeBlock.run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            onFailure.accept(e);
        }
    }

    /** Ends it; the block being made is finished. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
