package io.assay.evaluation.model;

import static io.assay.evaluation.model.ScriptedRecord.FIRST;
import static io.assay.evaluation.model.ScriptedRecord.emptyStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.model.Followed;
import io.assay.model.ModelHistory;
import io.assay.model.PlainParameters;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.WindowOpened;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldModelTest {
    @TempDir
    Path directory = Path.of("");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Long> reached = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private ScriptedRecord script;
    private ModelHistory history;
    private HeldModel held;

    @BeforeEach
    void begin() throws IOException {
        script = new ScriptedRecord();
        history = new ModelHistory(3, script, 1);
        held = new HeldModel(
                history,
                () -> PlainParameters.create(script.hparams),
                directory,
                Duration.ZERO,
                new Divergence("aggregator", new EvaluationMeters(meters), () -> now),
                new Reached());
        held.note(opening());
    }

    @AfterEach
    void end() {
        held.drop();
    }

    private static WindowOpened opening() {
        return new WindowOpened(3, FIRST, 0, 700, Instant.EPOCH, List.of(), List.of(), List.of(), "0".repeat(64));
    }

    private ModelAdvanced take(long window) throws IOException {
        var step = script.step(window);
        return held.take(step, script.readAggregate(Objects.requireNonNull(step.aggregate())));
    }

    @Test
    void tellsWhatAModelWouldComeTo() throws IOException {
        for (var i = 0; i < 3; i++) {
            var told = take(FIRST + i);
            assertThat(told.modelDigest()).isEqualTo(script.byHand(i + 1));
            history.note(told);
            held.published(told);
        }
        assertThat(reached).containsExactly(FIRST, FIRST + 1, FIRST + 2, FIRST + 3);
        assertThat(held.take(emptyStep(FIRST + 3), null).modelDigest()).isEqualTo(script.byHand(3));
    }

    @Test
    void goesOnFromTheRecordWhenElectedLate() throws IOException {
        history.note(script.step(FIRST));
        history.note(script.step(FIRST + 1).leadingTo(script.byHand(2)));
        assertThat(take(FIRST + 2).modelDigest()).isEqualTo(script.byHand(3));
    }

    @Test
    void waitsForStepsThatAreMissing() throws IOException {
        assertThatThrownBy(() -> take(FIRST + 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing");
        history.note(script.step(FIRST));
        assertThat(take(FIRST + 1).modelDigest()).isEqualTo(script.byHand(2));
    }

    @Test
    void doesNotGoOnBeforeWhatItPublishedIsOnTheRecord() throws IOException {
        var told = take(FIRST);
        assertThatThrownBy(() -> take(FIRST + 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not come back");
        history.note(told);
        assertThat(take(FIRST + 1).modelDigest()).isEqualTo(script.byHand(2));
    }

    @Test
    void followsTheStepOfAnotherThatCameFirst() throws IOException {
        var _ = take(FIRST);
        history.note(emptyStep(FIRST));
        var told = take(FIRST + 1);
        try (var model = script.initial()) {
            model.step(script.signs(FIRST + 1), 0.001, 0.1);
            assertThat(told.modelDigest()).isEqualTo(model.digest());
        }
    }

    @Test
    void noticesBeforeTheNextStepThatItsMemoryChanged() throws IOException {
        history.note(take(FIRST));
        BitFlip.in(Objects.requireNonNull(held.held()).model());
        held.prepare(opening());
        assertThat(take(FIRST + 1).modelDigest()).isEqualTo(script.byHand(2));
    }

    @Test
    void publishesNothingAfterADigestItDoesNotComeTo() {
        history.note(script.step(FIRST).leadingTo("0".repeat(64)));
        for (var i = 0; i < 2; i++) {
            assertThatThrownBy(() -> take(FIRST + 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("0000");
        }
        assertThat(diverged()).isEqualTo(2);

        assertThatThrownBy(() -> take(FIRST + 1)).hasMessageContaining("next try at 2026-01-01T00:00:10Z");
        assertThat(diverged()).isEqualTo(2);
        now = now.plusSeconds(10);
        assertThatThrownBy(() -> take(FIRST + 1)).hasMessageContaining("0000");
        assertThat(diverged()).isEqualTo(3);
    }

    @Test
    void isNotReassuredByAModelThatStandsBeforeTheDifference() throws IOException {
        history.note(script.step(FIRST).leadingTo("0".repeat(64)));
        for (var i = 0; i < 2; i++) {
            assertThatThrownBy(() -> take(FIRST + 1)).hasMessageContaining("0000");
            if (i == 0) {
                held.prepare(opening());
            }
        }
        assertThatThrownBy(() -> take(FIRST + 1)).hasMessageContaining("next try");
        assertThat(diverged()).isEqualTo(2);
    }

    private double diverged() {
        return meters.counter("assay.model.diverged", "owner", "aggregator").count();
    }

    private final class Reached implements ModelHistory.Progress {
        @Override
        public void unusable(long window, IOException why) {
            throw new AssertionError(why);
        }

        @Override
        public void reached(Followed<?> model) {
            reached.add(model.window());
        }
    }
}
