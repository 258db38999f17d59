package io.assay.evaluation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.model.DivergedModelException;
import io.assay.model.FollowedModel;
import io.assay.model.ModelHistory;
import io.assay.protocol.event.ModelAdvanced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelHistoryTest {
    private static final long FIRST = ScriptedRecord.FIRST;

    @TempDir
    Path directory = Path.of("");

    private final List<Long> unusable = new ArrayList<>();
    private final List<Long> reached = new ArrayList<>();
    private final Recorder recorder = new Recorder();
    private ScriptedRecord script;
    private ModelHistory history;

    @BeforeEach
    void readParameters() throws IOException {
        script = new ScriptedRecord();
        history = new ModelHistory(3, script, 1);
    }

    @Test
    void goesFromTheInitialParametersStepByStep() throws IOException {
        for (var window = FIRST; window < FIRST + 3; window++) {
            history.note(script.step(window));
        }
        try (var model = history.stand(script::initial, FIRST + 2, directory, recorder)) {
            assertThat(model.window()).isEqualTo(FIRST + 2);
            assertThat(model.model().digest()).isEqualTo(script.byHand(2));
        }
        assertThat(reached).containsExactly(FIRST, FIRST + 1, FIRST + 2);
    }

    @Test
    void beginsAtTheNewestUsableCheckpoint() throws IOException {
        for (var window = FIRST; window < FIRST + 4; window++) {
            history.note(script.step(window));
        }
        checkpoint(FIRST + 1);
        script.checkpoints.put(FIRST + 2, new byte[] {1, 2, 3});
        script.checkpoints.put(FIRST + 3, Objects.requireNonNull(script.checkpoints.get(FIRST + 1)));
        checkpoint(FIRST + 4);
        reached.clear();

        try (var model = history.stand(script::initial, FIRST + 3, directory, recorder)) {
            assertThat(model.model().digest()).isEqualTo(script.byHand(3));
        }
        assertThat(unusable).containsExactly(FIRST + 3, FIRST + 2);
        assertThat(reached).containsExactly(FIRST + 1, FIRST + 2, FIRST + 3);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void stopsBeforeAMissingStepAndGoesOnWhenItIsThere() throws IOException, InterruptedException {
        history.note(script.step(FIRST));
        history.note(script.step(FIRST + 2));
        try (var model = history.stand(script::initial, FIRST + 3, directory, recorder)) {
            assertThat(model.window()).isEqualTo(FIRST + 1);
            assertThat(history.reach(FIRST)).isEqualTo(FIRST + 1);
            assertThat(history.await(FIRST + 1, Duration.ZERO)).isFalse();

            history.note(script.step(FIRST + 1));
            assertThat(history.await(FIRST + 1, Duration.ZERO)).isTrue();
            assertThat(history.follow(model, FIRST + 3, recorder)).isTrue();
            assertThat(model.model().digest()).isEqualTo(script.byHand(3));
        }
    }

    @Test
    void keepsTheFirstOfTwoSteps() {
        var empty = new ModelAdvanced(3, FIRST, 0, 0.001, 0, List.of(), null);
        history.note(empty);
        history.note(script.step(FIRST));
        assertThat(history.step(FIRST)).contains(empty);
        assertThat(history.firstWindow()).hasValue(FIRST);
    }

    @Test
    void passesACheckpointOverThatIsNotTheModelOnTheRecord() throws IOException {
        history.note(script.step(FIRST).leadingTo(script.byHand(1)));
        history.note(script.step(FIRST + 1).leadingTo(script.byHand(2)));
        checkpoint(FIRST + 1);
        var content = Objects.requireNonNull(script.checkpoints.get(FIRST + 1));
        content[content.length - 4] ^= 1;

        try (var model = history.stand(script::initial, FIRST + 2, directory, recorder)) {
            assertThat(model.model().digest()).isEqualTo(script.byHand(2));
        }
        assertThat(unusable).containsExactly(FIRST + 1);
    }

    @Test
    void refusesAModelThatComesToAnotherDigest() {
        history.note(script.step(FIRST).leadingTo("0".repeat(64)));
        history.note(script.step(FIRST + 1).leadingTo("1".repeat(64)));
        assertThatThrownBy(() -> history.stand(script::initial, FIRST + 2, directory, recorder))
                .isInstanceOf(DivergedModelException.class)
                .hasMessageContaining("window 102")
                .hasMessageContaining(script.byHand(2));
    }

    @Test
    void comparesNothingWhenToldSo() throws IOException {
        var trusting = new ModelHistory(3, script, 0);
        trusting.note(script.step(FIRST).leadingTo("0".repeat(64)));
        try (var model = trusting.stand(script::initial, FIRST + 1, directory, recorder)) {
            assertThat(model.model().digest()).isEqualTo(script.byHand(1));
        }
    }

    @Test
    void forgetsStepsBeforeACheckpointThatIsOldEnough() throws IOException {
        for (var window = FIRST; window < FIRST + 300; window++) {
            history.note(script.step(window));
        }
        history.checkpointed(FIRST + 100);
        history.checkpointed(FIRST + 227);
        assertThat(history.forgotten(FIRST)).isFalse();
        history.checkpointed(FIRST + 228);
        history.checkpointed(FIRST + 2);
        assertThat(history.forgotten(FIRST + 99)).isTrue();
        assertThat(history.step(FIRST + 99)).isEmpty();
        assertThat(history.forgotten(FIRST + 100)).isFalse();
        assertThat(history.reach(FIRST + 100)).isEqualTo(FIRST + 300);

        history.note(script.step(FIRST + 10));
        assertThat(history.step(FIRST + 10)).isEmpty();
        assertThat(history.firstWindow()).hasValue(FIRST);
        try (var left = new FollowedModel(script.initial(), FIRST + 99)) {
            assertThatThrownBy(() -> history.follow(left, FIRST + 200, recorder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("from window " + (FIRST + 100) + " on");
        }
    }

    @Test
    void looksForCheckpointsOfOthersWhenItHasManySteps() throws IOException {
        for (var window = FIRST; window <= FIRST + 128; window++) {
            history.note(script.step(window));
        }
        checkpoint(FIRST + 1);
        assertThat(history.forgotten(FIRST)).isFalse();

        script.checkpoints.put(FIRST + 130, new byte[] {1, 2, 3});
        for (var window = FIRST + 129; window <= FIRST + 256; window++) {
            history.note(script.step(window));
        }
        try (var model = history.stand(script::initial, FIRST + 257, directory, recorder)) {
            assertThat(model.window()).isEqualTo(FIRST + 257);
        }
        assertThat(history.forgotten(FIRST)).isTrue();
        assertThat(history.forgotten(FIRST + 1)).isFalse();
    }

    @Test
    void refusesAWindowBeforeTheRecord() {
        history.note(script.step(FIRST));
        assertThatThrownBy(() -> history.stand(script::initial, FIRST - 1, directory, recorder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be reached");
    }

    private void checkpoint(long window) throws IOException {
        var file = directory.resolve("source");
        try (var model = history.stand(script::initial, window, directory, recorder)) {
            model.model().save(file, Map.of(ModelHistory.WINDOW, Long.toString(window)));
        }
        script.checkpoints.put(window, Files.readAllBytes(file));
        Files.delete(file);
        unusable.clear();
    }

    private final class Recorder implements ModelHistory.Progress {
        @Override
        public void unusable(long window, IOException why) {
            unusable.add(window);
        }

        @Override
        public void reached(FollowedModel model) {
            reached.add(model.window());
        }
    }
}
