package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WindowVerdict;
import io.assay.weights.ScriptedChain.Way;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CrashTest {
    private static final Map<Integer, Double> SHARES = Map.of(1, 0.5, 2, 0.3, 3, 0.2);
    /** Before and after: the plan, the sending, the submission, the outcome. */
    private static final int POINTS = 8;

    private static final List<Way> WAYS = List.of(Way.values());

    /** What the chain answers when the process is there again. */
    enum Answer {
        UNKNOWN {
            @Override
            void prepare(ScriptedChain chain) {
                chain.restart();
            }
        },
        PENDING {
            @Override
            void prepare(ScriptedChain chain) {
                // whatever was sent waits in the pool
            }
        },
        SUCCEEDED {
            @Override
            void prepare(ScriptedChain chain) {
                chain.produceBlock();
            }
        },
        FAILED {
            @Override
            void prepare(ScriptedChain chain) {
                chain.setFailure("WeightVecLengthIsLow");
                chain.produceBlock();
                chain.setFailure(null);
            }
        };

        abstract void prepare(ScriptedChain chain);
    }

    static Stream<Arguments> everyPointAnswerAndAnswer() {
        return IntStream.range(0, POINTS)
                .boxed()
                .flatMap(point -> Stream.of(Answer.values())
                        .flatMap(
                                before -> Stream.of(Answer.values()).map(after -> Arguments.of(point, before, after))));
    }

    @Test
    void passesEveryPointOnce() {
        var crashes = new Crash.Points(_ -> false);
        var stage = new Stage(crashes);
        stage.judge(1, SHARES);
        stage.settle();
        assertThat(crashes.passed()).isEqualTo(POINTS);
    }

    @ParameterizedTest(name = "crash at point {0}, chain {1}, another crash, chain {2}")
    @MethodSource("everyPointAnswerAndAnswer")
    void isAcceptedOnceWhereverItCrashes(int point, Answer first, Answer second) {
        var stage = new Stage(new Crash.Points(passed -> passed == point || passed == point + 1));
        stage.judge(1, SHARES);
        runIntoCrash(stage);
        first.prepare(stage.chain);
        stage.step();
        second.prepare(stage.chain);
        stage.settle();
        stage.assertExactlyOnce();
        var failed = stage.journal.events(WeightsFailed.class).size();
        assertThat(stage.chain.accepted()).hasSize(1 - failed);
        if (first != Answer.FAILED && second != Answer.FAILED) {
            assertThat(failed).isZero();
        }
    }

    private static void runIntoCrash(Stage stage) {
        while (!stage.stepUntilWaiting().startsWith("ended")) {
            stage.chain.produceBlock();
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isAcceptedOnceWhateverHappens(int seed) {
        var random = new Random(seed);
        var crashes = new boolean[] {true};
        var stage = new Stage(new Crash.Points(_ -> crashes[0] && random.nextInt(8) == 0));
        stage.chain.setTerms(ScriptedChain.terms(random.nextInt(4), 1, 0xFFFF, 0));
        var window = 0L;
        for (var i = 0; i < 150; i++) {
            window = happen(stage, random, window);
        }
        crashes[0] = false;
        calm(stage);
        stage.settle();
        stage.assertExactlyOnce();
        assertNewestIsSettled(stage);
    }

    private static long happen(Stage stage, Random random, long window) {
        var chain = stage.chain;
        switch (random.nextInt(20)) {
            case 0 -> {
                stage.judge(window, SHARES);
                return window + 1;
            }
            case 1, 2, 3 -> chain.produceBlock();
            case 4 -> chain.restart();
            case 5 -> chain.useNonceOutsideThePool();
            case 6 -> chain.deliverDelayedAfter(1 + random.nextInt(8));
            case 7 -> chain.setFailure(random.nextInt(3) == 0 ? "SomethingIsWrong" : null);
            case 8 -> chain.handOver(1 + random.nextInt(4), Verdicts.miner(1 + random.nextInt(8)));
            case 9, 10 -> chain.setWay(WAYS.get(random.nextInt(WAYS.size())));
            default -> stage.step();
        }
        return window;
    }

    private static void calm(Stage stage) {
        stage.chain.setWay(Way.OPEN);
        stage.chain.setFailure(null);
        stage.chain.deliverDelayed();
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
