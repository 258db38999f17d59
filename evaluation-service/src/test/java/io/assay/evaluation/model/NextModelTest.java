package io.assay.evaluation.model;

import static io.assay.evaluation.model.ScriptedRecord.FIRST;
import static io.assay.evaluation.model.ScriptedRecord.emptyStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.evaluation.metrics.DeviceTimes;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.model.DivergedModelException;
import io.assay.model.FollowedModel;
import io.assay.model.ModelHistory;
import io.assay.model.data.AssignedData;
import io.assay.model.data.WordNetCorpus;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.WindowOpened;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NextModelTest {
    @TempDir
    Path directory = Path.of("");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EvaluationMeters meters = new EvaluationMeters(registry);
    private ScriptedRecord script;
    private ModelHistory history;
    private NextModel.Source first;
    private NextModel.Source second;
    private NextModel next;

    @BeforeEach
    void begin() throws IOException {
        script = new ScriptedRecord();
        history = new ModelHistory(3, script, 1);
        first = worker("first");
        second = worker("second");
        next = new NextModel(history, List.of(first, second), Duration.ZERO);
        next.note(new WindowOpened(3, FIRST, 0, 700, Instant.EPOCH, List.of(), List.of(), List.of(), "0".repeat(64)));
    }

    @AfterEach
    void end() {
        first.bench().close();
        second.bench().close();
    }

    private NextModel.Source worker(String name) {
        var data = new TestData(new AssignedData(script.hparams, WordNetCorpus.load(script.hparams.sequenceLength())));
        var bench = new Workbench(
                name,
                script.hparams,
                data,
                new Baselines(),
                history,
                script::initial,
                directory,
                new Silent(),
                meters,
                new DeviceTimes(registry, System::nanoTime).of(name));
        return new NextModel.Source(bench, new Divergence(name, meters, () -> Instant.EPOCH));
    }

    private ModelAdvanced tell(long window) throws IOException {
        var step = script.step(window);
        return next.tell(step, script.readAggregate(Objects.requireNonNull(step.aggregate())));
    }

    @Test
    void tellsWhatAModelWouldComeTo() throws IOException {
        first.bench().stand(FIRST);
        for (var i = 0; i < 3; i++) {
            var told = tell(FIRST + i);
            assertThat(told.modelDigest()).isEqualTo(script.byHand(i + 1));
            history.note(told);
            if (i == 1) {
                first.bench().follow(FIRST + 1);
            }
        }
        assertThat(first.bench().window()).isEqualTo(FIRST + 1);
        assertThat(next.tell(emptyStep(FIRST + 3), null).modelDigest()).isEqualTo(script.byHand(3));
    }

    @Test
    void readsTheWorkerThatHasAModelNearEnough() throws IOException {
        for (var i = 0; i < 9; i++) {
            history.note(script.step(FIRST + i));
        }
        assertThatThrownBy(() -> tell(FIRST + 9))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no worker here has a model of window 109");
        first.bench().stand(FIRST);
        assertThatThrownBy(() -> tell(FIRST + 9)).hasMessageContaining("no worker here has a model");
        second.bench().stand(FIRST + 1);
        assertThat(tell(FIRST + 9).modelDigest()).isEqualTo(script.byHand(10));
    }

    @Test
    void waitsForStepsThatAreMissing() throws IOException {
        first.bench().stand(FIRST);
        assertThatThrownBy(() -> tell(FIRST + 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the step of window 100 is not on the record");
        history.note(script.step(FIRST));
        assertThat(tell(FIRST + 1).modelDigest()).isEqualTo(script.byHand(2));
    }

    @Test
    void followsTheStepOfAnotherThatCameFirst() throws IOException {
        first.bench().stand(FIRST);
        var _ = tell(FIRST);
        history.note(emptyStep(FIRST));
        var told = tell(FIRST + 1);
        try (var model = script.initial()) {
            model.step(script.signs(FIRST + 1), 0.001, 0.1);
            assertThat(told.modelDigest()).isEqualTo(model.digest());
        }
    }

    @Test
    void emptyStepsTakeOverWhatTheOneBeforeWasToldToLeadTo() throws IOException {
        first.bench().stand(FIRST);
        history.note(tell(FIRST));
        first.bench().discard();
        for (var i = 1; i < 20; i++) {
            var told = next.tell(emptyStep(FIRST + i), null);
            assertThat(told.modelDigest()).isEqualTo(script.byHand(1));
            history.note(told);
        }
    }

    @Test
    void aWorkerWithOneWrongBitIsFoundOutAndAnotherOneRead() throws IOException {
        history.note(script.step(FIRST).leadingTo(script.byHand(1)));
        first.bench().stand(FIRST + 1);
        second.bench().stand(FIRST + 1);
        BitFlip.in(first.bench());

        assertThat(tell(FIRST + 1).modelDigest()).isEqualTo(script.byHand(2));
        assertThat(first.divergence().none()).isFalse();
        assertThat(first.divergence().window()).isEqualTo(FIRST + 1);
        assertThat(second.divergence().none()).isTrue();
        assertThat(diverged("first")).isEqualTo(1);
    }

    @Test
    void publishesNothingAfterADigestThatNoModelComesTo() throws IOException {
        history.note(script.step(FIRST));
        first.bench().stand(FIRST + 1);
        history.note(script.step(FIRST + 1).leadingTo("0".repeat(64)));
        assertThat(next.fit()).isTrue();
        second.divergence().found(new DivergedModelException(FIRST + 2, "0".repeat(64), "1".repeat(64)));

        assertThatThrownBy(() -> tell(FIRST + 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("differ from the record");
        assertThat(next.fit()).isFalse();
        assertThat(diverged("first")).isEqualTo(1);
        assertThatThrownBy(() -> tell(FIRST + 2)).hasMessageContaining("differ from the record");
        assertThat(diverged("first")).isEqualTo(1);
    }

    @Test
    void comparesNothingWhenToldSo() throws IOException {
        history = new ModelHistory(3, script, 0);
        first = worker("first");
        next = new NextModel(history, List.of(first), Duration.ZERO);
        history.note(script.step(FIRST).leadingTo("0".repeat(64)));
        first.bench().stand(FIRST);
        assertThat(tell(FIRST + 1).modelDigest()).isEqualTo(script.byHand(2));
    }

    private double diverged(String worker) {
        return registry.counter("assay.model.diverged", "owner", worker).count();
    }

    private static final class Silent implements ModelHistory.Progress {
        @Override
        public void unusable(long window, IOException why) {
            throw new AssertionError(why);
        }

        @Override
        public void reached(FollowedModel model) {
            assertThat(model.window()).isGreaterThanOrEqualTo(FIRST);
        }
    }
}
