package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.weights.ScriptedChain.Node;
import io.assay.weights.ScriptedRules.Form;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every place where the process can end, with everything that the chain and its node can do meanwhile. */
class CrashTest {
    private static final Map<Integer, Double> SHARES = Map.of(1, 0.5, 2, 0.3, 3, 0.2);
    private static final int FINALITY_LAG = 3;

    /** What has become of the extrinsic when the process is there again. */
    enum Inclusion {
        NONE {
            @Override
            void happen(ScriptedChain chain) {
                // whatever was sent waits in the pool
            }
        },
        IN_A_BLOCK {
            @Override
            void happen(ScriptedChain chain) {
                chain.produceBlock();
            }
        },
        FINAL {
            @Override
            void happen(ScriptedChain chain) {
                chain.produceBlocks(1 + FINALITY_LAG);
            }
        },
        FORKED_AWAY {
            @Override
            void happen(ScriptedChain chain) {
                chain.produceBlock();
                chain.fork(true);
            }
        },
        FORKED_AWAY_AND_FORGOTTEN {
            @Override
            void happen(ScriptedChain chain) {
                chain.produceBlock();
                chain.fork(false);
            }
        },
        POOL_LOST {
            @Override
            void happen(ScriptedChain chain) {
                chain.restart();
            }
        },
        POOL_LOST_BUT_NOT_BY_PEERS {
            @Override
            void happen(ScriptedChain chain) {
                chain.restartAmongPeers(3);
            }
        },
        POOL_LOST_AND_ERA_OVER {
            @Override
            void happen(ScriptedChain chain) {
                chain.restart();
                chain.produceBlocks(ScriptedChain.ERA + FINALITY_LAG);
            }
        };

        abstract void happen(ScriptedChain chain);
    }

    /** Before and after each fact that is recorded and each extrinsic that is sent. */
    private static int points(Form form) {
        return switch (form) {
            case PLAIN, TIMELOCKED -> 10;
            case HASHED -> 20;
        };
    }

    @ParameterizedTest
    @EnumSource
    void passesEveryPointOnce(Form form) {
        var crashes = new Crash.Points(_ -> false);
        var stage = stage(form, crashes);
        stage.judge(1, SHARES);
        stage.settle();
        assertThat(crashes.passed()).isEqualTo(points(form));
    }

    static Stream<Arguments> everything() {
        return Stream.of(Form.values())
                .flatMap(form -> IntStream.range(0, points(form))
                        .boxed()
                        .flatMap(point -> Stream.of(Node.values())
                                .flatMap(node -> Stream.of(Inclusion.values())
                                        .map(inclusion -> Arguments.of(form, point, node, inclusion)))));
    }

    @ParameterizedTest(name = "{0}, stopped at point {1}, the node is {2} and the extrinsic {3}")
    @MethodSource("everything")
    void isAcceptedOnceWhereverItIsStopped(Form form, int point, Node node, Inclusion inclusion) {
        var stage = stage(form, new Crash.Points(passed -> passed == point));
        stage.judge(1, SHARES);
        runIntoCrash(stage);
        inclusion.happen(stage.chain);
        stage.chain.setNode(node);
        stage.stepUntilWaiting();
        stage.chain.produceBlock();
        stage.stepUntilWaiting();
        stage.chain.setNode(Node.ANSWERING);
        stage.settle();
        assertAccepted(stage, 1);
    }

    @ParameterizedTest(name = "{0}, stopped at point {1} and at the next, the node is {2} and the extrinsic {3}")
    @MethodSource("everything")
    void isAcceptedOnceWhereverItIsStoppedTwice(Form form, int point, Node node, Inclusion inclusion) {
        var stage = stage(form, new Crash.Points(passed -> passed == point || passed == point + 1));
        stage.judge(1, SHARES);
        runIntoCrash(stage);
        stage.chain.setNode(node);
        stage.stepUntilWaiting();
        stage.chain.setNode(Node.ANSWERING);
        stage.stepUntilWaiting();
        inclusion.happen(stage.chain);
        stage.settle();
        assertAccepted(stage, 1);
    }

    static void runIntoCrash(Stage stage) {
        for (var i = 0; !stage.stepUntilWaiting().startsWith("ended"); i++) {
            assertThat(i).as("blocks without a crash").isLessThan(200);
            stage.chain.produceBlock();
        }
    }

    static Stage stage(Form form, Crash.Points crashes) {
        return stage(form, crashes, Verdicts.NETUID);
    }

    static Stage stage(Form form, Crash.Points crashes, Integer... netuids) {
        var stage = new Stage(crashes, netuids);
        stage.chain.change(rules -> rules.with(form));
        stage.chain.setFinalityLag(FINALITY_LAG);
        return stage;
    }

    /** Each of the windows, and nothing else. */
    static void assertAccepted(Stage stage, long... windows) {
        stage.assertExactlyOnce();
        assertThat(stage.journal.events(WeightsFailed.class)).isEmpty();
        assertThat(stage.journal.events(WeightsFinalized.class).stream()
                        .mapToLong(WeightsFinalized::window)
                        .distinct())
                .containsExactly(IntStream.range(0, windows.length)
                        .mapToObj(i -> windows[i])
                        .toArray(Long[]::new));
    }
}
