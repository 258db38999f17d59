package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.ChainException;
import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.NotOnChainException;
import io.assay.chain.Roster;
import io.assay.chain.extrinsic.Era;
import io.assay.chain.subtensor.SubtensorRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A chain in this process, kept in a directory. Its blocks are final at once. After a restart everything that was in a
 * block is there again; what only waited in the pool is gone. Safe for use by several threads.
 */
public final class EmbeddedChain implements AutoCloseable {
    /** The newest blocks, of which extrinsics, events and states are kept; older ones are known by hash and time only. */
    public static final int RECENT_BLOCKS = 1024;

    private final String name;
    private final Store store;
    private final Clock clock;
    private final Duration blockInterval;
    private final Pool pool = new Pool();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable BlockProducer producer;
    private @Nullable Exception failure;
    private boolean closed;

    private EmbeddedChain(String name, Store store, Clock clock, Duration blockInterval) {
        this.name = name;
        this.store = store;
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
        return open(directory, spec, clock, new SecureRandom(), Retention.DEFAULT);
    }

    static EmbeddedChain open(
            Path directory, ChainSpec spec, Clock clock, RandomGenerator random, Retention retention) {
        var name = "embedded chain in " + directory;
        try {
            var store = Store.open(directory, spec, clock.instant(), random, retention);
            return new EmbeddedChain(name, store, clock, spec.blockInterval());
        } catch (IOException e) {
            throw new ChainException(name + " cannot be opened: " + e.getMessage(), e);
        }
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
     * Makes a block of all that waits in the pool, now; what has become invalid there is dropped. For tests and tools
     * that set the pace themselves.
     *
     * @throws ChainException if the block cannot be written down; the chain then makes no more
     */
    public Block produceBlock() {
        return locked(() -> {
            requireOpen();
            var block = produced();
            pool.clear();
            changed.signalAll();
            return block;
        });
    }

    private Block produced() {
        try {
            return store.produce(clock.instant(), pool.all());
        } catch (IOException e) {
            failure = e;
            throw new ChainException(name + " cannot write its next block: " + e.getMessage(), e);
        }
    }

    /** Hash of block 0. */
    public String genesisHash() {
        return locked(() -> ledger().genesis().first().hash());
    }

    /** The newest block. */
    public Block head() {
        return locked(() -> ledger().head());
    }

    /**
     * Waits for a block newer than {@code after}.
     *
     * @return the newest block: with a number above {@code after}, or not, when the limit is over
     */
    public Block awaitHead(long after, Duration limit) {
        return locked(() -> {
            awaitBlock(after, limit);
            return ledger().head();
        });
    }

    private void awaitBlock(long after, Duration limit) {
        try {
            var nanos = TimeUnit.NANOSECONDS.convert(limit);
            requireOpen();
            while (ledger().head().number() <= after && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
                requireOpen();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException(name + ": interrupted while waiting for a block after " + after, e);
        }
    }

    /**
     * A block.
     *
     * @throws NotOnChainException if there is no such block yet
     */
    public Block block(long number) {
        return locked(() -> {
            var newest = ledger().head().number();
            if (number < 0 || number > newest) {
                throw new NotOnChainException(name + " has no block " + number + ", the newest is " + newest);
            }
            return read(number);
        });
    }

    private Block read(long number) {
        try {
            return store.block(number);
        } catch (IOException e) {
            throw new ChainException(name + " cannot read block " + number + ": " + e.getMessage(), e);
        }
    }

    /** The state after the newest block. */
    public ChainState state() {
        return locked(ledger()::state);
    }

    /**
     * A block with its events and the state after it.
     *
     * @return empty before it is made, and when it is no longer among the {@value #RECENT_BLOCKS} newest
     */
    public Optional<ExecutedBlock> recent(long number) {
        return locked(() -> ledger().recent(number));
    }

    /**
     * A block with its events and the state after it, by its hash.
     *
     * @return empty if there is none of that hash among the {@value #RECENT_BLOCKS} newest
     */
    public Optional<ExecutedBlock> recent(String hash) {
        return locked(() -> ledger().recent(hash));
    }

    /** The time between two blocks. */
    public Duration blockInterval() {
        return blockInterval;
    }

    /**
     * All neurons of a subnet as of the newest block.
     *
     * @throws NotOnChainException if the subnet does not exist
     */
    public Roster roster(int netuid) {
        return locked(() -> {
            var state = ledger().state();
            return subnet(state, netuid).roster(ledger().head(), state.stakesRao());
        });
    }

    private SubnetState subnet(ChainState state, int netuid) {
        var subnet = state.subnets().get(netuid);
        if (subnet == null) {
            throw new NotOnChainException(name + " has no subnet " + netuid + ", there are "
                    + state.subnets().keySet());
        }
        return subnet;
    }

    /** The nonce that the account's next extrinsic must carry, those waiting in the pool counted. */
    public long nextNonce(String account) {
        return locked(() -> pool.nextNonce(account, ledger().state()));
    }

    /**
     * Hands an extrinsic to the pool.
     *
     * @param bytes as {@link io.assay.chain.extrinsic.ExtrinsicCodec#encode} gives them
     * @return the extrinsic as it was read
     * @throws ExtrinsicRefusedException if the pool does not take it, naming why
     */
    public CheckedExtrinsic submit(byte[] bytes) {
        var extrinsic = ExtrinsicReader.read(bytes);
        ExtrinsicReader.requireProof(extrinsic, genesisHash(), birth(extrinsic));
        return locked(() -> {
            requireOpen();
            pool.add(extrinsic, ledger().state());
            return extrinsic;
        });
    }

    /** The block that an extrinsic's era begins with, if it is to be in the next block. */
    private Block birth(CheckedExtrinsic extrinsic) {
        var head = head().number();
        var birth = extrinsic.era().birth(head + 1);
        if (extrinsic.era() instanceof Era.Mortal && (birth > head || birth <= head - SubtensorRuntime.BLOCK_HASHES)) {
            throw new ExtrinsicRefusedException(
                    "AncientBirthBlock",
                    "its era begins with block " + birth + ", allowed: the newest " + SubtensorRuntime.BLOCK_HASHES
                            + " up to " + head);
        }
        return block(birth);
    }

    /** What waits for the next block, in the order of its arrival. */
    public List<CheckedExtrinsic> pending() {
        return locked(pool::all);
    }

    /** Makes no more blocks; those that wait for one get a {@link ChainException}. */
    @Override
    public void close() {
        // Outside the lock, which the block being made needs.
        locked(() -> Optional.ofNullable(producer)).ifPresent(BlockProducer::close);
        locked(() -> {
            closed = true;
            changed.signalAll();
            return closeStore();
        });
    }

    private Store closeStore() {
        try {
            store.close();
            return store;
        } catch (IOException e) {
            throw new ChainException(name + " cannot be closed: " + e.getMessage(), e);
        }
    }

    private Ledger ledger() {
        return store.ledger();
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
