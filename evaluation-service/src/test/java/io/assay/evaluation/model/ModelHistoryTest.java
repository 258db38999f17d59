package io.assay.evaluation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.gradient.PackedSigns;
import io.assay.model.FollowedModel;
import io.assay.model.LanguageModel;
import io.assay.model.ModelHistory;
import io.assay.model.TorchEngine;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.s3.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelHistoryTest {
    private static final long FIRST = 100;

    @TempDir
    Path directory = Path.of("");

    private final Map<String, byte[]> aggregates = new TreeMap<>();
    private final Map<Long, byte[]> checkpoints = new TreeMap<>();
    private final List<Long> unusable = new ArrayList<>();
    private final List<Long> reached = new ArrayList<>();
    private final TorchEngine engine = TorchEngine.open(2);
    private final ModelHistory history = new ModelHistory(3, new Memory(), new Recorder());
    private HParams hparams;

    @BeforeEach
    void readParameters() throws IOException {
        hparams = HParamsJson.overlay(HParamsJson.read(Files.readString(Path.of("../hparams.json"))), """
                {"sequence_length": 16,
                 "model": {"vocab_size": 258, "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 1,
                           "num_key_value_heads": 1, "intermediate_size": 8, "max_position_embeddings": 16}}
                """);
    }

    @Test
    void goesFromTheInitialParametersStepByStep() throws IOException {
        for (var window = FIRST; window < FIRST + 3; window++) {
            history.note(step(window));
        }
        try (var model = history.stand(this::initial, FIRST + 2, directory)) {
            assertThat(model.window()).isEqualTo(FIRST + 2);
            assertThat(model.model().digest()).isEqualTo(byHand(2));
        }
        assertThat(reached).containsExactly(FIRST, FIRST + 1, FIRST + 2);
    }

    @Test
    void beginsAtTheNewestUsableCheckpoint() throws IOException {
        for (var window = FIRST; window < FIRST + 4; window++) {
            history.note(step(window));
        }
        checkpoint(FIRST + 1);
        checkpoints.put(FIRST + 2, new byte[] {1, 2, 3});
        checkpoints.put(FIRST + 3, Objects.requireNonNull(checkpoints.get(FIRST + 1)));
        checkpoint(FIRST + 4);
        reached.clear();

        try (var model = history.stand(this::initial, FIRST + 3, directory)) {
            assertThat(model.model().digest()).isEqualTo(byHand(3));
        }
        assertThat(unusable).containsExactly(FIRST + 3, FIRST + 2);
        assertThat(reached).containsExactly(FIRST + 1, FIRST + 2, FIRST + 3);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void stopsBeforeAMissingStepAndGoesOnWhenItIsThere() throws IOException, InterruptedException {
        history.note(step(FIRST));
        history.note(step(FIRST + 2));
        try (var model = history.stand(this::initial, FIRST + 3, directory)) {
            assertThat(model.window()).isEqualTo(FIRST + 1);
            assertThat(history.reach(FIRST)).isEqualTo(FIRST + 1);
            assertThat(history.await(FIRST + 1, Duration.ZERO)).isFalse();

            history.note(step(FIRST + 1));
            assertThat(history.await(FIRST + 1, Duration.ZERO)).isTrue();
            assertThat(history.follow(model, FIRST + 3)).isTrue();
            assertThat(model.model().digest()).isEqualTo(byHand(3));
        }
    }

    @Test
    void keepsTheFirstOfTwoSteps() {
        var empty = new ModelAdvanced(3, FIRST, 0, 0.001, 0, List.of(), null);
        history.note(empty);
        history.note(step(FIRST));
        assertThat(history.step(FIRST)).contains(empty);
        assertThat(history.firstWindow()).hasValue(FIRST);
    }

    @Test
    void forgetsStepsBeforeACheckpointThatIsOldEnough() throws IOException {
        for (var window = FIRST; window < FIRST + 300; window++) {
            history.note(step(window));
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

        history.note(step(FIRST + 10));
        assertThat(history.step(FIRST + 10)).isEmpty();
        assertThat(history.firstWindow()).hasValue(FIRST);
        try (var left = new FollowedModel(initial(), FIRST + 99)) {
            assertThatThrownBy(() -> history.follow(left, FIRST + 200))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("from window " + (FIRST + 100) + " on");
        }
    }

    @Test
    void refusesAWindowBeforeTheRecord() {
        history.note(step(FIRST));
        assertThatThrownBy(() -> history.stand(this::initial, FIRST - 1, directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be reached");
    }

    private LanguageModel initial() {
        return LanguageModel.create(engine, hparams, "cpu");
    }

    private ModelAdvanced step(long window) {
        var content = signs(window).toBytes();
        var pinned = new PinnedObject("assay", "signs-" + window, content.length, Digests.sha256(content));
        aggregates.put(pinned.key(), content);
        return new ModelAdvanced(3, window, window - FIRST, 0.001, 0.1, List.of("5" + "z".repeat(47)), pinned);
    }

    private PackedSigns signs(long window) {
        var count = hparams.model().parameterCount();
        var bytes = new byte[(int) (count / 8)];
        new Random(window).nextBytes(bytes);
        return PackedSigns.fromBytes(bytes, count);
    }

    private String byHand(int steps) {
        try (var model = initial()) {
            for (var i = 0; i < steps; i++) {
                model.step(signs(FIRST + i), 0.001, 0.1);
            }
            return model.digest();
        }
    }

    private void checkpoint(long window) throws IOException {
        var file = directory.resolve("source");
        try (var model = history.stand(this::initial, window, directory)) {
            model.model().save(file, Map.of(ModelHistory.WINDOW, Long.toString(window)));
        }
        checkpoints.put(window, Files.readAllBytes(file));
        Files.delete(file);
        unusable.clear();
    }

    private final class Memory implements ModelHistory.Archive {
        @Override
        public List<Long> checkpoints() {
            return List.copyOf(checkpoints.keySet());
        }

        @Override
        public void readCheckpoint(long window, Path file) throws IOException {
            Files.write(file, Objects.requireNonNull(checkpoints.get(window)));
        }

        @Override
        public byte[] readAggregate(PinnedObject aggregate) {
            return Objects.requireNonNull(aggregates.get(aggregate.key()));
        }
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
