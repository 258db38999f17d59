package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.Chain;
import io.assay.chain.ChainException;
import io.assay.chain.ChainJson;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.NotOnChainException;
import io.assay.chain.Roster;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.SubnetTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A chain in this process, kept in a directory. Its blocks are final at once. After a restart everything that was in a
 * block is there again; what only waited in the pool is gone and {@link ExtrinsicStatus.Unknown}. Safe for use by
 * several threads.
 */
public final class EmbeddedChain implements Chain {
    private static final String JOURNAL = "chain.jsonl";

    private final String name;
    private final Journal journal;
    private final Ledger ledger;
    private final Clock clock;
    private final Duration blockInterval;
    private final Pool pool = new Pool();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable BlockProducer producer;
    private @Nullable Exception failure;
    private boolean closed;

    private EmbeddedChain(String name, Journal journal, Ledger ledger, Clock clock, Duration blockInterval) {
        this.name = name;
        this.journal = journal;
        this.ledger = ledger;
        this.clock = clock;
        this.blockInterval = blockInterval;
    }

    /**
     * Opens the chain in a directory, or begins one there. It makes no blocks before {@link #start}.
     *
     * @param directory made if it does not exist
     * @param spec what the chain begins with; for one that has begun the same, except for the block interval
     * @param clock of the blocks' timestamps
     * @throws ChainException if the directory cannot be used, belongs to another spec or was tampered with
     */
    public static EmbeddedChain open(Path directory, ChainSpec spec, Clock clock) {
        return open(directory, spec, clock, new SecureRandom());
    }

    static EmbeddedChain open(Path directory, ChainSpec spec, Clock clock, RandomGenerator random) {
        var name = "embedded chain in " + directory;
        try {
            Files.createDirectories(directory);
            var journal = Journal.open(directory.resolve(JOURNAL));
            try {
                var ledger = ledger(journal, spec, clock.instant(), random);
                return new EmbeddedChain(name, journal, ledger, clock, spec.blockInterval());
            } catch (IOException | RuntimeException e) {
                journal.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ChainException(name + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static Ledger ledger(Journal journal, ChainSpec spec, Instant now, RandomGenerator random)
            throws IOException {
        var replayed = Replay.of(journal, spec);
        return replayed == null ? begin(journal, spec, now, random) : replayed;
    }

    private static Ledger begin(Journal journal, ChainSpec spec, Instant now, RandomGenerator random)
            throws IOException {
        var seed = new byte[32];
        random.nextBytes(seed);
        var first = SealedBlock.first(Instant.ofEpochMilli(now.toEpochMilli()), Hex.of(seed));
        var genesis = new Genesis(spec, first, Hex.of(seed));
        journal.append(ChainJson.write(genesis), true);
        return new Ledger(genesis);
    }

    /** Makes a block every block interval from now on, by a thread that does not keep the JVM alive. */
    public void start() {
        locked(() -> {
            if (producer != null) {
                throw new IllegalStateException(name + " was started already");
            }
            producer = BlockProducer.start(blockInterval, this::produceBlock, this::halt);
            return this;
        });
    }

    private void halt(RuntimeException cause) {
        lock.lock();
        try {
            failure = failure == null ? cause : failure;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes a block of all that waits in the pool, now. For tests and tools that set the pace themselves.
     *
     * @throws ChainException if the block cannot be written down; the chain then makes no more
     */
    public Block produceBlock() {
        return locked(() -> {
            requireOpen();
            var included = pool.all();
            var block = written(included);
            pool.remove(included);
            changed.signalAll();
            return block;
        });
    }

    private Block written(List<SignedExtrinsic> included) {
        try {
            return ledger.produce(clock.instant(), included, journal);
        } catch (IOException e) {
            failure = e;
            throw new ChainException(name + " cannot write its next block: " + e.getMessage(), e);
        }
    }

    @Override
    public String genesisHash() {
        return locked(() -> ledger.genesisBlock().hash());
    }

    @Override
    public Block head() {
        return locked(() -> ledger.state().head());
    }

    @Override
    public Block awaitHead(long after, Duration limit) {
        return locked(() -> {
            awaitBlock(after, limit);
            return ledger.state().head();
        });
    }

    private void awaitBlock(long after, Duration limit) {
        try {
            var nanos = TimeUnit.NANOSECONDS.convert(limit);
            requireOpen();
            while (ledger.state().head().number() <= after && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
                requireOpen();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException(name + ": interrupted while waiting for a block after " + after, e);
        }
    }

    @Override
    public Block block(long number) {
        return locked(() -> {
            var blocks = ledger.blocks();
            if (number < 0 || number >= blocks.size()) {
                throw new NotOnChainException(
                        name + " has no block " + number + ", the newest is " + (blocks.size() - 1));
            }
            return blocks.get((int) number);
        });
    }

    @Override
    public Roster roster(int netuid) {
        var state = locked(ledger::state);
        return subnet(state, netuid).roster(state.head(), state.stakesRao());
    }

    @Override
    public SubnetTerms subnet(int netuid) {
        return subnet(locked(ledger::state), netuid).spec().terms();
    }

    private SubnetState subnet(ChainState state, int netuid) {
        var subnet = state.subnets().get(netuid);
        if (subnet == null) {
            throw new NotOnChainException(name + " has no subnet " + netuid + ", there are "
                    + state.subnets().keySet());
        }
        return subnet;
    }

    @Override
    public long nextNonce(String hotkey) {
        return locked(() -> ledger.state().nonce(hotkey) + pool.countOf(hotkey));
    }

    @Override
    public String submit(SignedExtrinsic signed) {
        return locked(() -> {
            requireOpen();
            return pool.add(
                    signed,
                    ledger.genesisBlock().hash(),
                    nextNonce(signed.extrinsic().signer()));
        });
    }

    @Override
    public ExtrinsicStatus status(String extrinsicHash) {
        return locked(() -> pool.holds(extrinsicHash) ? new ExtrinsicStatus.Pending() : ledger.status(extrinsicHash));
    }

    /** The hash of the whole state, equal for equal states. */
    String stateHash() {
        return locked(ledger::state).hash();
    }

    /** Makes no more blocks; those that wait for one get a {@link ChainException}. */
    @Override
    public void close() {
        // Outside the lock, which the block being made needs.
        locked(() -> Optional.ofNullable(producer)).ifPresent(BlockProducer::close);
        locked(() -> {
            closed = true;
            changed.signalAll();
            return closeJournal();
        });
    }

    private Journal closeJournal() {
        try {
            journal.close();
            return journal;
        } catch (IOException e) {
            throw new ChainException(name + " cannot be closed: " + e.getMessage(), e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ChainException(name + " is closed");
        }
        requireWorking();
    }

    private void requireWorking() {
        if (failure != null) {
            throw new ChainException(name + " makes no more blocks: " + failure.getMessage(), failure);
        }
    }

    private interface Guarded<T> {
        T get();
    }

    private <T> T locked(Guarded<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
