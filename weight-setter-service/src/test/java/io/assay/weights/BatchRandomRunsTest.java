package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.weights.ScriptedChain.Node;
import io.assay.weights.ScriptedChain.Way;
import io.assay.weights.ScriptedRules.Form;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs of two subnets of one hotkey. The process ends again and again, other instances of it read the record late or set
 * weights on one of the subnets only, and items of a batch fail.
 */
class BatchRandomRunsTest {
    private static final Map<Integer, Double> SHARES = Map.of(1, 0.5, 2, 0.3, 3, 0.2);
    private static final List<Integer> BOTH = List.of(Verdicts.NETUID, Verdicts.OTHER);
    private static final List<Form> FORMS = List.of(Form.values());
    private static final List<List<Integer>> SUBNETS =
            List.of(BOTH, BOTH.reversed(), List.of(Verdicts.NETUID), List.of(Verdicts.OTHER));

    private boolean crashing = true;

    /** Without time-locked commits: one whose round is out by the time it is sent, twice, is given up. */
    static Stream<Arguments> seedsAndLastingForms() {
        return seedsAndForms().filter(each -> each.get()[1] != Form.TIMELOCKED);
    }

    static Stream<Arguments> seedsAndForms() {
        return IntStream.range(0, 200)
                .boxed()
                .flatMap(seed -> Stream.of(Form.values()).map(form -> Arguments.of(seed, form)));
    }

    private Stage stage(Form form, Random random) {
        var crashes = new Crash.Points(_ -> crashing && random.nextInt(6) == 0);
        var stage = CrashTest.stage(form, crashes, Verdicts.NETUID, Verdicts.OTHER);
        stage.chain.change(rules ->
                rules.with(ScriptedRules.terms(random.nextInt(6), 1, 0xFFFF, 0)).with(form));
        return stage;
    }

    /** In any form the second subnet takes weights in the open. */
    @ParameterizedTest(name = "seed {0}, first subnet {1}")
    @MethodSource("seedsAndLastingForms")
    void eachDueVerdictOfEachSubnetIsAcceptedOnce(int seed, Form form) {
        var random = new Random(seed);
        var stage = stage(form, random);
        for (var window = 1; window <= 5; window += 2) {
            for (var netuid : BOTH) {
                stage.judge(netuid, window, SHARES);
            }
            crashing = false;
            stage.step();
            crashing = true;
            for (var i = 0; i < 80; i++) {
                disturb(stage, random, random.nextInt(4));
            }
            calm(stage);
            stage.settle();
        }
        stage.assertExactlyOnce();
        assertThat(stage.journal.events(WeightsFailed.class)).isEmpty();
        assertThat(finalized(stage))
                .isEqualTo(BOTH.stream()
                        .flatMap(netuid -> Stream.of(1, 3, 5).map(window -> netuid + ":" + window))
                        .collect(Collectors.toSet()));
        if (form == Form.PLAIN) {
            assertThat(stage.plannedCalls()).hasAtLeastOneElementOfType(WeightsCall.BatchSetWeights.class);
        }
    }

    private static Set<String> finalized(Stage stage) {
        return stage.journal.events(WeightsFinalized.class).stream()
                .map(Event::partitionKey)
                .collect(Collectors.toSet());
    }

    private static void disturb(Stage stage, Random random, int late) {
        switch (random.nextInt(8)) {
            case 0, 1 -> stage.stepOfAnother(SUBNETS.get(random.nextInt(SUBNETS.size())), late);
            case 2 ->
                stage.chain.setItemFailure(
                        BOTH.get(random.nextInt(2)), random.nextInt(3) == 0 ? "SettingWeightsTooFast" : null);
            default -> RandomRunsTest.disturb(stage, random);
        }
    }

    private void calm(Stage stage) {
        crashing = false;
        stage.chain.setNode(Node.ANSWERING);
        stage.chain.setWay(Way.OPEN);
        stage.chain.setFailure(null);
        BOTH.forEach(netuid -> stage.chain.setItemFailure(netuid, null));
        stage.chain.deliverDelayed();
    }

    @ParameterizedTest(name = "seed {0}, first subnet {1}")
    @MethodSource("seedsAndForms")
    void noVerdictOfAnySubnetIsAcceptedTwiceWhateverHappens(int seed, Form form) {
        var random = new Random(seed);
        var stage = stage(form, random);
        var window = 0L;
        for (var i = 0; i < 200; i++) {
            window = happen(stage, random, window);
        }
        calm(stage);
        stage.settle();
        stage.assertExactlyOnce();
    }

    private static long happen(Stage stage, Random random, long window) {
        var chain = stage.chain;
        switch (random.nextInt(16)) {
            case 0 -> {
                BOTH.stream().filter(_ -> random.nextInt(5) > 0).forEach(netuid -> stage.judge(netuid, window, SHARES));
                return window + 1;
            }
            case 1 -> chain.setFailure(random.nextInt(3) == 0 ? "SomethingIsWrong" : null);
            case 2 ->
                chain.setItemFailure(
                        BOTH.get(random.nextInt(2)), random.nextInt(3) == 0 ? "SomethingElseIsWrong" : null);
            case 3 -> chain.slots.handOver(1 + random.nextInt(4), Verdicts.miner(1 + random.nextInt(8)));
            case 4 -> {
                if (random.nextInt(4) == 0) {
                    chain.change(rules -> rules.with(FORMS.get(random.nextInt(FORMS.size()))));
                }
            }
            // Who reads late may give up what another instance has just planned.
            default -> disturb(stage, random, 0);
        }
        return window;
    }
}
