package io.assay.miner;

import io.assay.chain.BucketCommitment;
import io.assay.chain.Call;
import io.assay.chain.Chain;
import io.assay.chain.ChainException;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Neuron;
import io.assay.chain.key.Hotkey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a hotkey on the subnet, with its bucket committed: what the chain lacks is sent and waited for. */
final class Membership {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Chain chain;
    private final int netuid;
    private final Hotkey hotkey;
    private final BucketCommitment bucket;
    private final InstantSource clock;

    Membership(Chain chain, int netuid, Hotkey hotkey, BucketCommitment bucket, InstantSource clock) {
        this.chain = chain;
        this.netuid = netuid;
        this.hotkey = hotkey;
        this.bucket = bucket;
        this.clock = clock;
    }

    /**
     * The hotkey's slot, after registration and commitment where they are missing.
     *
     * @throws ChainException if the chain cannot be reached or refuses
     */
    int uid() {
        if (neuron().isEmpty()) {
            send(new Call.BurnedRegister(netuid, hotkey.address()));
        }
        var neuron = neuron().orElseThrow(() -> new ChainException(
                hotkey + " was registered on subnet " + netuid + " and is not there: its slot went to another"));
        if (!bucket.equals(neuron.bucket())) {
            send(new Call.SetCommitment(netuid, bucket.encode()));
        }
        return neuron.uid();
    }

    private Optional<Neuron> neuron() {
        return chain.roster(netuid).neurons().stream()
                .filter(neuron -> neuron.hotkey().equals(hotkey.address()))
                .findFirst();
    }

    private void send(Call call) {
        var signed = chain.sign(call, chain.nextNonce(hotkey.address()), hotkey);
        chain.submit(signed);
        var until = clock.instant().plus(LIMIT);
        var status = chain.status(signed.id());
        for (var head = chain.head().number();
                pending(status) && clock.instant().isBefore(until); ) {
            head = chain.awaitHead(head, POLL).number();
            status = chain.status(signed.id());
        }
        requireSucceeded(call, status);
        LOG.info("{}: {} is on the chain", hotkey, call);
    }

    private static boolean pending(ExtrinsicStatus status) {
        return switch (status) {
            case ExtrinsicStatus.Unknown _, ExtrinsicStatus.Pending _, ExtrinsicStatus.InBlock _ -> true;
            case ExtrinsicStatus.Succeeded _,
                    ExtrinsicStatus.Failed _,
                    ExtrinsicStatus.Expired _,
                    ExtrinsicStatus.Usurped _ -> false;
        };
    }

    private void requireSucceeded(Call call, ExtrinsicStatus status) {
        switch (status) {
            case ExtrinsicStatus.Succeeded _ -> {}
            case ExtrinsicStatus.Failed(var block, var error) ->
                throw new ChainException(call + " of " + hotkey + " failed in block " + block + ": " + error);
            case ExtrinsicStatus.Pending _, ExtrinsicStatus.InBlock _ ->
                throw new ChainException(call + " of " + hotkey + " is in no final block after " + LIMIT);
            case ExtrinsicStatus.Unknown _ ->
                throw new ChainException(call + " of " + hotkey + " was dropped by the chain's pool");
            case ExtrinsicStatus.Expired _ ->
                throw new ChainException(call + " of " + hotkey + " came into no block while it was good");
            case ExtrinsicStatus.Usurped _ ->
                throw new ChainException(call + " of " + hotkey + " was overtaken by another of the hotkey's");
        }
    }
}
