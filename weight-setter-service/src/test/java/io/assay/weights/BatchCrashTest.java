package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.weights.CrashTest.Inclusion;
import io.assay.weights.ScriptedChain.Node;
import io.assay.weights.ScriptedRules.Form;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every place where the process can end while the weights of two subnets are in one extrinsic. */
class BatchCrashTest {
    private static final Map<Integer, Double> SHARES = Map.of(1, 0.5, 2, 0.3, 3, 0.2);
    /** Before and after the plan, the sending, and each of three facts of each subnet. */
    private static final int POINTS = 16;

    /** On which subnet the chain does not take the weights for the time being. */
    enum Failing {
        NONE {
            @Override
            void set(ScriptedChain chain, String error) {
                // all are taken
            }
        },
        FIRST {
            @Override
            void set(ScriptedChain chain, String error) {
                chain.setItemFailure(Verdicts.NETUID, error);
            }
        },
        SECOND {
            @Override
            void set(ScriptedChain chain, String error) {
                chain.setItemFailure(Verdicts.OTHER, error);
            }
        },
        BOTH {
            @Override
            void set(ScriptedChain chain, String error) {
                FIRST.set(chain, error);
                SECOND.set(chain, error);
            }
        };

        abstract void set(ScriptedChain chain, String error);
    }

    private static Stage stage(Crash.Points crashes) {
        var stage = CrashTest.stage(Form.PLAIN, crashes, Verdicts.NETUID, Verdicts.OTHER);
        stage.judge(Verdicts.NETUID, 1, SHARES);
        stage.judge(Verdicts.OTHER, 1, SHARES);
        return stage;
    }

    @Test
    void passesEveryPointOnce() {
        var crashes = new Crash.Points(_ -> false);
        var stage = stage(crashes);
        stage.settle();
        assertThat(crashes.passed()).isEqualTo(POINTS);
        assertThat(stage.plannedCalls()).singleElement().isInstanceOf(WeightsCall.BatchSetWeights.class);
        assertAccepted(stage);
    }

    static Stream<Arguments> everything() {
        return IntStream.range(0, POINTS)
                .boxed()
                .flatMap(point -> Stream.of(Node.values())
                        .flatMap(node -> Stream.of(Inclusion.values())
                                .flatMap(inclusion -> Stream.of(Failing.values())
                                        .map(failing -> Arguments.of(point, node, inclusion, failing)))));
    }

    @ParameterizedTest(name = "stopped at point {0}, the node is {1}, the extrinsic {2}, failing {3}")
    @MethodSource("everything")
    void areAcceptedOnceWhereverItIsStopped(int point, Node node, Inclusion inclusion, Failing failing) {
        var stage = stage(new Crash.Points(passed -> passed == point));
        failing.set(stage.chain, "SettingWeightsTooFast");
        CrashTest.runIntoCrash(stage);
        inclusion.happen(stage.chain);
        stage.chain.setNode(node);
        stage.stepUntilWaiting();
        stage.chain.produceBlock();
        stage.stepUntilWaiting();
        calm(stage);
        stage.settle();
        assertAccepted(stage);
    }

    @ParameterizedTest(name = "stopped at point {0} and at the next, the node is {1}, the extrinsic {2}, failing {3}")
    @MethodSource("everything")
    void areAcceptedOnceWhereverItIsStoppedTwice(int point, Node node, Inclusion inclusion, Failing failing) {
        var stage = stage(new Crash.Points(passed -> passed == point || passed == point + 1));
        failing.set(stage.chain, "SettingWeightsTooFast");
        CrashTest.runIntoCrash(stage);
        stage.chain.setNode(node);
        stage.stepUntilWaiting();
        stage.chain.setNode(Node.ANSWERING);
        stage.stepUntilWaiting();
        inclusion.happen(stage.chain);
        calm(stage);
        stage.settle();
        assertAccepted(stage);
    }

    private static void calm(Stage stage) {
        stage.chain.setNode(Node.ANSWERING);
        stage.chain.setItemFailure(Verdicts.NETUID, null);
        stage.chain.setItemFailure(Verdicts.OTHER, null);
    }

    private static void assertAccepted(Stage stage) {
        stage.assertExactlyOnce();
        assertThat(stage.journal.events(WeightsFailed.class)).isEmpty();
        assertThat(stage.journal.events(WeightsFinalized.class).stream().map(WeightsFinalized::netuid))
                .contains(Verdicts.NETUID, Verdicts.OTHER);
    }
}
