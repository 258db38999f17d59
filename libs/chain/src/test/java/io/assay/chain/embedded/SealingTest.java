package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.BEGIN;
import static io.assay.chain.embedded.Scene.NETUID;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is different about a block, its hash is another. */
class SealingTest {
    private static final String PARENT = "0x" + "aa".repeat(32);
    private static final String SEED = "0x" + "5e".repeat(32);
    private static final Pulse PULSE = new Pulse(4, "0x" + "b1".repeat(48));
    private static final CheckedExtrinsic SIGNED = signed();

    private final ChainState state =
            Genesis.of(Scene.spec(), BEGIN, SEED).executed().state();

    @Test
    void hashCoversEverything() {
        var draft = new Draft(1, BEGIN.plusSeconds(1), List.of(PULSE), List.of());
        var events = List.of(Events.extrinsicSuccess());
        var resigned = signed();
        var hashes = new ArrayList<String>();

        hashes.add(hash(SEED, PARENT, draft, state, List.of(SIGNED), events));
        hashes.add(hash("0x" + "5f".repeat(32), PARENT, draft, state, List.of(SIGNED), events));
        hashes.add(hash(SEED, "0x" + "ab".repeat(32), draft, state, List.of(SIGNED), events));
        hashes.add(hash(SEED, PARENT, new Draft(2, BEGIN.plusSeconds(1), List.of(PULSE), List.of()), state, events));
        hashes.add(hash(SEED, PARENT, new Draft(1, BEGIN.plusSeconds(2), List.of(PULSE), List.of()), state, events));
        hashes.add(hash(SEED, PARENT, new Draft(1, BEGIN.plusSeconds(1), List.of(), List.of()), state, events));
        hashes.add(hash(
                SEED,
                PARENT,
                new Draft(1, BEGIN.plusSeconds(1), List.of(new Pulse(5, PULSE.signature())), List.of()),
                state,
                events));
        hashes.add(hash(SEED, PARENT, draft, state, List.of(), events));
        hashes.add(hash(SEED, PARENT, draft, state, List.of(SIGNED, SIGNED), events));
        hashes.add(hash(SEED, PARENT, draft, state, List.of(resigned), events));
        hashes.add(hash(SEED, PARENT, draft, state, List.of(SIGNED), List.of()));
        hashes.add(hash(
                SEED,
                PARENT,
                draft,
                state,
                List.of(SIGNED),
                List.of(events.getFirst().of(0))));
        hashes.add(hash(SEED, PARENT, draft, state.withNonce(ALICE.address(), 1), List.of(SIGNED), events));
        hashes.add(hash(
                SEED,
                PARENT,
                draft,
                state.withDrand(state.drand().with(List.of(PULSE), Set.of())),
                List.of(SIGNED),
                events));
        hashes.add(hash(
                SEED,
                PARENT,
                draft,
                state.with(List.of(new Change.Updated(NETUID, 0), new Change.Registered(NETUID, 1, ALICE.address()))),
                List.of(SIGNED),
                events));

        assertThat(hashes).doesNotHaveDuplicates().hasSize(15);
        assertThat(hash(SEED, PARENT, draft, state, List.of(SIGNED), events)).isEqualTo(hashes.getFirst());
    }

    private static CheckedExtrinsic signed() {
        return ExtrinsicReader.read(Signing.immortal(PARENT, ALICE, 0, Scene.register(ALICE)));
    }

    private static String hash(String seed, String parent, Draft draft, ChainState state, List<ChainEvent> events) {
        return hash(seed, parent, draft, state, List.of(SIGNED), events);
    }

    private static String hash(
            String seed,
            String parent,
            Draft draft,
            ChainState state,
            List<CheckedExtrinsic> included,
            List<ChainEvent> events) {
        var applied = new ChainState.Applied(state, included, Map.of(), events);
        return new Sealing(seed).seal(parent, draft, applied).block().hash();
    }
}
