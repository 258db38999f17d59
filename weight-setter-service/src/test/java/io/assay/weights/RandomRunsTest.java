package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WindowVerdict;
import io.assay.weights.ScriptedChain.Node;
import io.assay.weights.ScriptedChain.Way;
import io.assay.weights.ScriptedRules.Form;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs of a process that ends again and again, between a node and a way to it that fail again and again. */
class RandomRunsTest {
    private static final Map<Integer, Double> SHARES = Map.of(1, 0.5, 2, 0.3, 3, 0.2);
    private static final List<Way> WAYS = List.of(Way.values());
    private static final List<Form> FORMS = List.of(Form.values());
    private static final List<Node> NODES = List.of(Node.values());

    private boolean crashing = true;

    static Stream<Arguments> seedsAndForms() {
        return IntStream.range(0, 100)
                .boxed()
                .flatMap(seed -> Stream.of(Form.values()).map(form -> Arguments.of(seed, form)));
    }

    private Stage stage(Form form, Random random) {
        return CrashTest.stage(form, new Crash.Points(_ -> crashing && random.nextInt(6) == 0));
    }

    @ParameterizedTest(name = "seed {0}, {1}")
    @MethodSource("seedsAndForms")
    void eachDueVerdictIsAcceptedOnce(int seed, Form form) {
        var random = new Random(seed);
        var stage = stage(form, random);
        stage.chain.change(rules ->
                rules.with(ScriptedRules.terms(random.nextInt(6), 1, 0xFFFF, 0)).with(form));
        for (var window = 1; window <= 5; window += 2) {
            stage.judge(window, SHARES);
            crashing = true;
            for (var i = 0; i < 60; i++) {
                disturb(stage, random);
            }
            calm(stage);
            stage.settle();
        }
        CrashTest.assertAccepted(stage, 1, 3, 5);
    }

    /** What keeps no verdict from being accepted in the end. */
    static void disturb(Stage stage, Random random) {
        var chain = stage.chain;
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> chain.produceBlock();
            case 4 -> chain.restart();
            case 13 -> chain.restartAmongPeers(1 + random.nextInt(6));
            case 5 -> chain.fork(random.nextBoolean());
            case 6 -> chain.useNonceOutsideThePool();
            case 7 -> chain.deliverDelayedAfter(1 + random.nextInt(8));
            case 8, 9 -> chain.setNode(NODES.get(random.nextInt(NODES.size())));
            case 10, 11 -> chain.setWay(WAYS.get(random.nextInt(WAYS.size())));
            case 12 -> chain.produceBlocks(random.nextInt(4) == 0 ? ScriptedChain.ERA : 2);
            default -> stage.step();
        }
    }

    private void calm(Stage stage) {
        crashing = false;
        stage.chain.setNode(Node.ANSWERING);
        stage.chain.setWay(Way.OPEN);
        stage.chain.setFailure(null);
        stage.chain.deliverDelayed();
    }

    @ParameterizedTest(name = "seed {0}, {1}")
    @MethodSource("seedsAndForms")
    void noVerdictIsAcceptedTwiceWhateverHappens(int seed, Form form) {
        var random = new Random(seed);
        var stage = stage(form, random);
        stage.chain.change(rules ->
                rules.with(ScriptedRules.terms(random.nextInt(4), 1, 0xFFFF, 0)).with(form));
        var window = 0L;
        for (var i = 0; i < 150; i++) {
            window = happen(stage, random, window);
        }
        calm(stage);
        stage.settle();
        stage.assertExactlyOnce();
        assertNewestIsSettled(stage);
    }

    private static long happen(Stage stage, Random random, long window) {
        var chain = stage.chain;
        switch (random.nextInt(16)) {
            case 0 -> {
                stage.judge(window, SHARES);
                return window + 1;
            }
            case 1 -> chain.setFailure(random.nextInt(3) == 0 ? "SomethingIsWrong" : null);
            case 2 -> chain.slots.handOver(1 + random.nextInt(4), Verdicts.miner(1 + random.nextInt(8)));
            case 3 -> {
                if (random.nextInt(4) == 0) {
                    chain.change(rules -> rules.with(FORMS.get(random.nextInt(FORMS.size()))));
                }
            }
            default -> disturb(stage, random);
        }
        return window;
    }

    private static void assertNewestIsSettled(Stage stage) {
        var newestDue = stage.journal.events(WindowVerdict.class).stream()
                .mapToLong(WindowVerdict::window)
                .filter(window -> window % 2 == 1)
                .max();
        var newestRecorded = Stream.concat(
                        stage.journal.events(WeightsPlanned.class).stream().map(WeightsPlanned::window),
                        stage.journal.events(WeightsFailed.class).stream().map(WeightsFailed::window))
                .mapToLong(window -> window)
                .max();
        assertThat(newestRecorded).isEqualTo(newestDue);
    }
}
