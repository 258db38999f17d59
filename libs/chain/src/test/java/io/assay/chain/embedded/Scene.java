package io.assay.chain.embedded;

import io.assay.chain.Call;
import io.assay.chain.Chain;
import io.assay.chain.Extrinsic;
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

/** A small subnet: validators Alice and Bob, more keys to register. Its clock stands still. */
final class Scene {
    static final int NETUID = 3;
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final Clock CLOCK = Clock.fixed(BEGIN, ZoneOffset.UTC);

    static final Hotkey ALICE = Hotkey.fromUri("//Alice");
    static final Hotkey BOB = Hotkey.fromUri("//Bob");
    static final Hotkey CHARLIE = Hotkey.fromUri("//Charlie");
    static final Hotkey DAVE = Hotkey.fromUri("//Dave");
    static final Hotkey EVE = Hotkey.fromUri("//Eve");

    static final SubnetTerms TERMS = new SubnetTerms(NETUID, 9, 5, 7, 1, 65535, 100);

    private Scene() {}

    static ChainSpec spec() {
        return spec(TERMS, 4);
    }

    static ChainSpec spec(SubnetTerms terms, int maxUids) {
        return spec(new SubnetSpec(terms, maxUids, 20, 64, 1000, 1001));
    }

    static ChainSpec spec(SubnetSpec subnet) {
        return new ChainSpec(
                Duration.ofMillis(20),
                List.of(subnet),
                Map.of(ALICE.address(), 800L, BOB.address(), 200L, EVE.address(), 99L),
                List.of(new GenesisNeuron(NETUID, ALICE.address()), new GenesisNeuron(NETUID, BOB.address())));
    }

    static EmbeddedChain open(Path directory, ChainSpec spec) {
        return EmbeddedChain.open(directory, spec, CLOCK);
    }

    static EmbeddedChain open(Path directory) {
        return open(directory, spec());
    }

    static String submit(Chain chain, Hotkey signer, Call call) {
        return chain.submit(
                new Extrinsic(chain.genesisHash(), signer.address(), chain.nextNonce(signer.address()), call)
                        .sign(signer));
    }

    /** Submits, makes a block, and tells what became of it. */
    static ExtrinsicStatus execute(EmbeddedChain chain, Hotkey signer, Call call) {
        var hash = submit(chain, signer, call);
        chain.produceBlock();
        return chain.status(hash);
    }

    static void register(EmbeddedChain chain, Hotkey... hotkeys) {
        for (var hotkey : hotkeys) {
            submit(chain, hotkey, new Call.BurnedRegister(NETUID));
        }
        chain.produceBlock();
    }

    static Call weights(int... uidsAndValues) {
        return weights(7L, uidsAndValues);
    }

    static Call weights(long versionKey, int... uidsAndValues) {
        var targets = new ArrayList<WeightTarget>();
        for (var i = 0; i < uidsAndValues.length; i += 2) {
            targets.add(new WeightTarget(uidsAndValues[i], uidsAndValues[i + 1]));
        }
        return new Call.SetWeights(NETUID, targets, versionKey);
    }

    static void produceTo(EmbeddedChain chain, long number) {
        while (chain.head().number() < number) {
            chain.produceBlock();
        }
    }

    static Neuron neuron(Chain chain, Hotkey hotkey) {
        return chain.roster(NETUID).neurons().stream()
                .filter(neuron -> neuron.hotkey().equals(hotkey.address()))
                .findFirst()
                .orElseThrow();
    }
}
