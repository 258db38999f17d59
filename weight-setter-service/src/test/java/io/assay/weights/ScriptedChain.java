package io.assay.weights;

import io.assay.chain.Block;
import io.assay.chain.Call;
import io.assay.chain.Chain;
import io.assay.chain.ChainException;
import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Neuron;
import io.assay.chain.Roster;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.SubnetTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One subnet with one validator on uid 0, told what to do: nonces, a pool, blocks made on demand, a way to it that loses
 * and delays. Our extrinsics only change weights; everything else a signer can do only uses up nonces.
 */
final class ScriptedChain implements Chain {
    /** What becomes of a request on its way. */
    enum Way {
        OPEN,
        REQUEST_LOST,
        ANSWER_LOST,
        DELAYED
    }

    private final String validator;
    private final Map<Integer, String> owners = new TreeMap<>();
    private final Map<String, SignedExtrinsic> pool = new HashMap<>();
    private final Map<String, ExtrinsicStatus> outcomes = new HashMap<>();
    private final Deque<SignedExtrinsic> delayed = new ArrayDeque<>();
    private final List<SignedExtrinsic> accepted = new ArrayList<>();
    private final Crash.Points crashes;
    private SubnetTerms terms = terms(0, 1, 0xFFFF, 0);
    private long block = 100;
    private long nonce = 7;
    private long lastUpdate;
    private boolean permit = true;
    private @Nullable String failure;
    private @Nullable String refusal;
    private Way way = Way.OPEN;
    private int submits;
    private int questionsUntilArrival;

    ScriptedChain(String validator, int miners, Crash.Points crashes) {
        this.validator = validator;
        this.crashes = crashes;
        owners.put(0, validator);
        for (var i = 1; i <= miners; i++) {
            owners.put(i, Verdicts.miner(i));
        }
    }

    static SubnetTerms terms(long rateLimit, int minAllowed, int maxLimit, long stakeThresholdRao) {
        return new SubnetTerms(Verdicts.NETUID, 10, rateLimit, 5, minAllowed, maxLimit, stakeThresholdRao);
    }

    void setTerms(SubnetTerms terms) {
        this.terms = terms;
    }

    void setPermit(boolean permit) {
        this.permit = permit;
    }

    void setWay(Way way) {
        this.way = way;
    }

    /** What comes into blocks from now on has no effect but its nonce. */
    void setFailure(@Nullable String error) {
        failure = error;
    }

    void setRefusal(@Nullable String error) {
        refusal = error;
    }

    void setLastUpdate(long at) {
        lastUpdate = at;
    }

    void handOver(int uid, String hotkey) {
        owners.put(uid, hotkey);
    }

    void deregister() {
        owners.values().remove(validator);
    }

    /** Another program uses the validator's key; what waits in the pool with that nonce is dropped. */
    void useNonceOutsideThePool() {
        nonce++;
        pool.clear();
    }

    void forgetOutcomes() {
        outcomes.clear();
    }

    /** The node ends and begins again: blocks stay, the pool does not. */
    void restart() {
        pool.clear();
    }

    /** What is delayed arrives between two of the next questions. */
    void deliverDelayedAfter(int questions) {
        questionsUntilArrival = questions;
    }

    private void asked() {
        if (questionsUntilArrival > 0 && --questionsUntilArrival == 0) {
            deliverDelayed();
        }
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

    void produceBlock() {
        block++;
        List.copyOf(pool.values()).stream()
                .filter(signed -> signed.extrinsic().nonce() == nonce)
                .forEach(this::execute);
        pool.values().removeIf(signed -> signed.extrinsic().nonce() < nonce);
    }

    private void execute(SignedExtrinsic signed) {
        nonce++;
        var hash = signed.extrinsic().hash();
        var isTooFast = lastUpdate != 0 && block - lastUpdate < terms.weightsRateLimit();
        var error = isTooFast ? "SettingWeightsTooFast" : failure;
        if (error != null) {
            outcomes.put(hash, new ExtrinsicStatus.Failed(block, error));
            return;
        }
        outcomes.put(hash, new ExtrinsicStatus.Succeeded(block));
        lastUpdate = block;
        accepted.add(signed);
    }

    /** Everything that was ever of effect. */
    List<SignedExtrinsic> accepted() {
        return List.copyOf(accepted);
    }

    Call.SetWeights acceptedCall() {
        return (Call.SetWeights) accepted.getLast().extrinsic().call();
    }

    int submits() {
        return submits;
    }

    @Override
    public String submit(SignedExtrinsic signed) {
        crashes.pass();
        submits++;
        switch (way) {
            case OPEN -> take(signed);
            case REQUEST_LOST -> throw new ChainException("the request was lost");
            case ANSWER_LOST -> {
                take(signed);
                throw new ChainException("the answer was lost");
            }
            case DELAYED -> {
                delayed.add(signed);
                throw new ChainException("no answer in time");
            }
        }
        crashes.pass();
        return signed.extrinsic().hash();
    }

    private void take(SignedExtrinsic signed) {
        var given = signed.extrinsic().nonce();
        if (refusal != null) {
            throw new ExtrinsicRefusedException(refusal, "as scripted");
        }
        if (given != nextNonce(validator)) {
            throw new ExtrinsicRefusedException(given < nextNonce(validator) ? "Stale" : "Future", "nonce " + given);
        }
        pool.put(signed.extrinsic().hash(), signed);
    }

    @Override
    public long nextNonce(String hotkey) {
        asked();
        return nonce + (hotkey.equals(validator) ? pool.size() : 0);
    }

    @Override
    public ExtrinsicStatus status(String hash) {
        asked();
        return pool.containsKey(hash)
                ? new ExtrinsicStatus.Pending()
                : outcomes.getOrDefault(hash, new ExtrinsicStatus.Unknown());
    }

    @Override
    public String genesisHash() {
        return "0x" + "ab".repeat(32);
    }

    @Override
    public Block head() {
        return new Block(block, "0x" + "%064x".formatted(block), Instant.ofEpochSecond(block));
    }

    @Override
    public Block awaitHead(long after, Duration limit) {
        return head();
    }

    @Override
    public Block block(long number) {
        return new Block(number, "0x" + "%064x".formatted(number), Instant.ofEpochSecond(number));
    }

    @Override
    public Roster roster(int netuid) {
        asked();
        var neurons = owners.entrySet().stream()
                .map(slot -> neuron(slot.getKey(), slot.getValue()))
                .toList();
        return new Roster(netuid, head(), neurons);
    }

    private Neuron neuron(int uid, String hotkey) {
        var isValidator = hotkey.equals(validator);
        return new Neuron(uid, hotkey, 1000, isValidator && permit, isValidator ? lastUpdate : 0, 0, 0, 0, null, 0);
    }

    @Override
    public SubnetTerms subnet(int netuid) {
        asked();
        return terms;
    }

    @Override
    public void close() {}
}
