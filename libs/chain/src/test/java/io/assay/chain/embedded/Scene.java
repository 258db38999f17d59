package io.assay.chain.embedded;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.chain.Call;
import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Neuron;
import io.assay.chain.SubnetTerms;
import io.assay.chain.WeightTarget;
import io.assay.chain.key.Hotkey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A small subnet: validators Alice and Bob, more keys to register, and Ferdie, who has stake and is not registered. Its
 * clock stands still, so that blocks are a millisecond apart. Epochs are at blocks 9, 18, 27.
 */
final class Scene {
    static final int NETUID = 3;
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final Clock CLOCK = Clock.fixed(BEGIN, ZoneOffset.UTC);

    static final Hotkey ALICE = Hotkey.fromUri("//Alice");
    static final Hotkey BOB = Hotkey.fromUri("//Bob");
    static final Hotkey CHARLIE = Hotkey.fromUri("//Charlie");
    static final Hotkey DAVE = Hotkey.fromUri("//Dave");
    static final Hotkey EVE = Hotkey.fromUri("//Eve");
    static final Hotkey FERDIE = Hotkey.fromUri("//Ferdie");

    static final SubnetTerms TERMS = new SubnetTerms(NETUID, 9, 5, 7, 1, 65535, 100);

    private Scene() {}

    static ChainSpec spec() {
        return spec(TERMS, 4);
    }

    static ChainSpec spec(SubnetTerms terms, int maxUids) {
        return spec(subnet(terms, maxUids));
    }

    static SubnetSpec subnet(SubnetTerms terms, int maxUids) {
        return new SubnetSpec(terms, maxUids, 20, 0, 64, 1000, 1001);
    }

    static ChainSpec spec(SubnetSpec subnet) {
        return new ChainSpec(
                Duration.ofMillis(20),
                List.of(subnet),
                Map.of(ALICE.address(), 800L, BOB.address(), 200L, EVE.address(), 99L, FERDIE.address(), 500L),
                List.of(new GenesisNeuron(NETUID, ALICE.address()), new GenesisNeuron(NETUID, BOB.address())));
    }

    static EmbeddedChain open(Path directory, ChainSpec spec) {
        return EmbeddedChain.open(directory, spec, CLOCK);
    }

    static EmbeddedChain open(Path directory) {
        return open(directory, spec());
    }

    /** An extrinsic without end, with the next nonce. */
    static byte[] signed(EmbeddedChain chain, Hotkey signer, Call call) {
        return signed(chain, signer, chain.nextNonce(signer.address()), call);
    }

    static byte[] signed(EmbeddedChain chain, Hotkey signer, long nonce, Call call) {
        return Signing.immortal(chain.genesisHash(), signer, nonce, call);
    }

    static String submit(EmbeddedChain chain, Hotkey signer, Call call) {
        return chain.submit(signed(chain, signer, call)).hash();
    }

    /** What the pool and the recent blocks say. */
    static ExtrinsicStatus status(EmbeddedChain chain, String hash) {
        if (chain.pending().stream().anyMatch(extrinsic -> extrinsic.hash().equals(hash))) {
            return new ExtrinsicStatus.Pending();
        }
        return LongStream.rangeClosed(0, chain.head().number())
                .mapToObj(number ->
                        chain.recent(number).map(block -> block.outcomes().get(hash)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(ExtrinsicStatus.Unknown::new);
    }

    static Call register(Hotkey hotkey) {
        return new Call.BurnedRegister(NETUID, hotkey.address());
    }

    /** Submits, makes a block, and tells what became of it. */
    static ExtrinsicStatus execute(EmbeddedChain chain, Hotkey signer, Call call) {
        var hash = submit(chain, signer, call);
        chain.produceBlock();
        return status(chain, hash);
    }

    /** How the pool refuses a call. */
    static ExtrinsicRefusedException refusal(EmbeddedChain chain, Hotkey signer, Call call) {
        return catchThrowableOfType(ExtrinsicRefusedException.class, () -> submit(chain, signer, call));
    }

    /** How a call fails that gets past the pool inside a batch. */
    static String failureInBatch(EmbeddedChain chain, Hotkey signer, Call call) {
        return execute(chain, signer, new Call.BatchAll(List.of(call))) instanceof ExtrinsicStatus.Failed failed
                ? failed.errorName()
                : "none";
    }

    static void register(EmbeddedChain chain, Hotkey... hotkeys) {
        for (var hotkey : hotkeys) {
            submit(chain, hotkey, register(hotkey));
        }
        chain.produceBlock();
    }

    static Call weights(int... uidsAndValues) {
        return weights(7L, uidsAndValues);
    }

    static Call weights(long versionKey, int... uidsAndValues) {
        return Call.SetWeights.of(NETUID, targets(uidsAndValues), versionKey);
    }

    static List<WeightTarget> targets(int... uidsAndValues) {
        var targets = new ArrayList<WeightTarget>();
        for (var i = 0; i < uidsAndValues.length; i += 2) {
            targets.add(new WeightTarget(uidsAndValues[i], uidsAndValues[i + 1]));
        }
        return targets;
    }

    static void produceTo(EmbeddedChain chain, long number) {
        while (chain.head().number() < number) {
            chain.produceBlock();
        }
    }

    static Neuron neuron(EmbeddedChain chain, Hotkey hotkey) {
        return chain.roster(NETUID).neurons().stream()
                .filter(neuron -> neuron.hotkey().equals(hotkey.address()))
                .findFirst()
                .orElseThrow();
    }

    static SubnetState subnet(EmbeddedChain chain) {
        return Objects.requireNonNull(chain.state().subnets().get(NETUID));
    }

    static Slot slot(EmbeddedChain chain, Hotkey hotkey) {
        return subnet(chain).slotOf(hotkey.address()).orElseThrow();
    }

    /** The newest block's events, each with its fields, as {@code 0 SubtensorModule.WeightsSet {netuid=3, uid=0}}. */
    static List<String> events(EmbeddedChain chain) {
        return chain.recent(chain.head().number()).orElseThrow().events().stream()
                .map(event -> event.extrinsic() + " " + event.pallet() + "." + event.name() + " " + event.fields())
                .toList();
    }
}
