package io.assay.weights;

import io.assay.chain.Block;
import io.assay.chain.Call;
import io.assay.chain.Chain;
import io.assay.chain.ChainException;
import io.assay.chain.ExtrinsicId;
import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.NotOnChainException;
import io.assay.chain.RevealTerms;
import io.assay.chain.Roster;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.SubnetTerms;
import io.assay.chain.key.Blake2b;
import io.assay.chain.key.Hotkey;
import io.assay.weights.ScriptedPool.Signed;
import io.assay.weights.ScriptedState.Accepted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Two subnets with the same neurons, the validator on uid 0, told what to do: nonces, eras, a pool, blocks made on demand and final some
 * blocks later, a node that can be silent or gone, a way to it that loses and delays. Time is the number of blocks.
 */
final class ScriptedChain implements Chain {
    /** Blocks for which an extrinsic is good. */
    static final int ERA = 16;

    /** What becomes of an extrinsic on its way. */
    enum Way {
        OPEN,
        REQUEST_LOST,
        ANSWER_LOST,
        DELAYED
    }

    /** What the node does with a request. */
    enum Node {
        ANSWERING,
        /** It hears, and is not heard. */
        SILENT,
        /** It has ended, and its pool with it. */
        GONE
    }

    private final String validator;
    private final Crash.Points crashes;
    private final Map<String, Signed> signedByBytes = new HashMap<>();
    private final Deque<Signed> delayed = new ArrayDeque<>();
    private final Map<Signed, Long> elsewhere = new HashMap<>();
    private final ScriptedBlocks blocks = new ScriptedBlocks(new ScriptedState(7, Map.of(), List.of(), List.of()));
    final ScriptedPool pool = new ScriptedPool();
    final ScriptedSlots slots;
    private ScriptedRules rules;
    private Way way = Way.OPEN;
    private Node node = Node.ANSWERING;
    private boolean pruned;
    private int submits;
    private int questionsUntilArrival;

    ScriptedChain(String validator, int miners, Crash.Points crashes) {
        this.validator = validator;
        this.crashes = crashes;
        rules = ScriptedRules.of(validator);
        slots = new ScriptedSlots(validator, miners);
    }

    void change(UnaryOperator<ScriptedRules> change) {
        rules = change.apply(rules);
    }

    /** What comes into blocks from now on has no effect but its nonce. */
    void setFailure(@Nullable String error) {
        change(known -> known.withFailure(error));
    }

    /** Weights in the open fail on a subnet from now on, in a batch too; null for no longer. */
    void setItemFailure(int netuid, @Nullable String error) {
        change(known -> known.withItemFailure(netuid, error));
    }

    void setWay(Way way) {
        this.way = way;
    }

    void setNode(Node node) {
        this.node = node;
        if (node == Node.GONE) {
            pool.clear();
        }
    }

    void setFinalityLag(int count) {
        blocks.setFinalityLag(count);
    }

    /** The node no longer tells how extrinsics ended. */
    void prune() {
        pruned = true;
    }

    void setLastUpdate(long at) {
        setLastUpdate(Verdicts.NETUID, at);
    }

    void setLastUpdate(int netuid, long at) {
        blocks.append(blocks.bestState().withLastUpdate(netuid, at));
    }

    /** Another program uses the validator's key, in a block of its own. */
    void useNonceOutsideThePool() {
        blocks.append(blocks.bestState().withNonceUsed());
        pool.prune(blocks.bestState(), blocks.best() + 1);
    }

    /** The node ends and begins again: blocks stay, the pool does not. */
    void restart() {
        pool.clear();
    }

    /** The node loses its pool, but its peers have what was in it: it comes into a block some blocks later. */
    void restartAmongPeers(int blocksLater) {
        pool.all().forEach(signed -> elsewhere.put(signed, blocks.best() + blocksLater));
        pool.clear();
    }

    void produceBlock() {
        elsewhere.entrySet().removeIf(known -> {
            var due = known.getValue() <= blocks.best() + 1;
            if (due) {
                pool.addFirst(known.getKey());
            }
            return due;
        });
        blocks.produce(pool, rules);
    }

    void produceEmptyBlock() {
        blocks.append(blocks.bestState());
    }

    void produceBlocks(int count) {
        for (var i = 0; i < count; i++) {
            produceBlock();
        }
    }

    /**
     * Another fork wins over the blocks that are not final.
     *
     * @param known whether the pool has what was in them
     */
    void fork(boolean known) {
        var lost = blocks.fork();
        if (known) {
            lost.forEach(pool::add);
        }
    }

    /** What is delayed arrives between two of the next questions. */
    void deliverDelayedAfter(int questions) {
        questionsUntilArrival = questions;
    }

    void deliverDelayed() {
        while (!delayed.isEmpty()) {
            try {
                take(delayed.removeFirst());
            } catch (ExtrinsicRefusedException _) {
                // too late to be of effect, and nobody is there to be told
            }
        }
    }

    /** Everything that is of effect in a finalized block. */
    List<Accepted> accepted() {
        return blocks.finalizedState().accepted();
    }

    Call.SetWeights acceptedCall() {
        return (Call.SetWeights) accepted().getLast().call();
    }

    int submits() {
        return submits;
    }

    private <T> T asked(Supplier<T> answer) {
        if (node == Node.GONE) {
            throw new ChainException("the node is gone");
        }
        if (questionsUntilArrival > 0 && --questionsUntilArrival == 0) {
            deliverDelayed();
        }
        var known = answer.get();
        if (node == Node.SILENT) {
            throw new ChainException("no answer in time");
        }
        return known;
    }

    @Override
    public SignedExtrinsic sign(Call call, long nonce, Hotkey hotkey) {
        return asked(() -> {
            var text = "extrinsic " + signedByBytes.size();
            var bytes = Hex.of(Blake2b.hash256(text.getBytes(StandardCharsets.US_ASCII)));
            var birth = blocks.finalized();
            var hash = Hex.of(Blake2b.hash256(Hex.bytes(bytes)));
            var id = new ExtrinsicId(hash, hotkey.address(), nonce, birth, birth + ERA);
            signedByBytes.put(bytes, new Signed(id, call));
            return new SignedExtrinsic(id, bytes);
        });
    }

    @Override
    public void submit(SignedExtrinsic signed) {
        crashes.pass();
        submits++;
        asked(() -> {
            handOver(signed);
            return true;
        });
        crashes.pass();
    }

    private void handOver(SignedExtrinsic signed) {
        var known = signedByBytes.get(signed.bytes());
        if (known == null || !known.id().equals(signed.id())) {
            throw new AssertionError("never signed: " + signed);
        }
        switch (way) {
            case OPEN -> take(known);
            case REQUEST_LOST -> throw new ChainException("the request was lost");
            case ANSWER_LOST -> {
                take(known);
                throw new ChainException("the answer was lost");
            }
            case DELAYED -> {
                delayed.add(known);
                throw new ChainException("no answer in time");
            }
        }
    }

    private void take(Signed signed) {
        pool.take(signed, blocks.bestState(), blocks.best() + 1, rules);
    }

    @Override
    public long nextNonce(String hotkey) {
        return asked(() -> hotkey.equals(validator) ? blocks.bestState().nonce() + pool.size() : 0);
    }

    @Override
    public ExtrinsicStatus status(ExtrinsicId id) {
        return asked(() -> {
            if (pruned) {
                throw new ChainException("the node has discarded the state of block " + id.birth());
            }
            return blocks.finalStatus(id)
                    .or(() -> blocks.unfinalStatus(id))
                    .orElseGet(() ->
                            pool.holds(id.hash()) ? new ExtrinsicStatus.Pending() : new ExtrinsicStatus.Unknown());
        });
    }

    @Override
    public String genesisHash() {
        return "0x" + "ab".repeat(32);
    }

    @Override
    public Block head() {
        return asked(() -> block(blocks.finalized()));
    }

    @Override
    public Block awaitHead(long after, Duration limit) {
        return head();
    }

    @Override
    public Block block(long number) {
        return new Block(number, "0x" + "%064x".formatted(number), ScriptedRules.time(number));
    }

    @Override
    public Roster roster(int netuid) {
        return asked(() -> new Roster(
                netuid,
                block(blocks.finalized()),
                slots.neurons(blocks.finalizedState().lastUpdate(netuid))));
    }

    @Override
    public SubnetTerms subnet(int netuid) {
        return asked(() -> rules.terms(netuid));
    }

    @Override
    public RevealTerms revealTerms(int netuid) {
        return asked(() -> {
            if (!rules.timelocked()) {
                throw new NotOnChainException("the runtime has no time-locked commits");
            }
            return rules.revealTerms(block(blocks.finalized()));
        });
    }

    @Override
    public void close() {}
}
