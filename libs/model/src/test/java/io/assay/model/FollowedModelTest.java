package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.hparams.HParams;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowedModelTest {
    private static final HParams HPARAMS = Fixtures.tiny();
    private static final String HOTKEY = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    private static final byte[] AGGREGATE = Fixtures.signs(HPARAMS, 11).toBytes();

    private final FollowedModel followed = new FollowedModel(Fixtures.model(HPARAMS), 40);

    @AfterEach
    void close() {
        followed.close();
    }

    private static ModelAdvanced event(long window, byte[] aggregate) {
        return event(window, aggregate, sha256(aggregate));
    }

    private static ModelAdvanced event(long window, byte[] aggregate, String sha256) {
        var pinned = new PinnedObject("assay", "aggregates/1/x.signs", aggregate.length, sha256);
        return new ModelAdvanced(HPARAMS.netuid(), window, 3, 1e-3, 0.1, List.of(HOTKEY), pinned);
    }

    private static ModelAdvanced empty(long window) {
        return new ModelAdvanced(HPARAMS.netuid(), window, 3, 1e-3, 0.1, List.of(), null);
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.create().digest(bytes));
    }

    @Test
    void takesTheStepOfItsWindow() {
        try (var expected = Fixtures.model(HPARAMS)) {
            expected.step(Fixtures.signs(HPARAMS, 11), 1e-3, 0.1);
            followed.advance(event(40, AGGREGATE), AGGREGATE);
            assertThat(followed.window()).isEqualTo(41);
            assertThat(followed.model().digest()).isEqualTo(expected.digest());
        }
    }

    @Test
    void staysAsItIsWhereNothingWasGathered() {
        var before = followed.model().digest();
        followed.advance(empty(40), null);
        assertThat(followed.window()).isEqualTo(41);
        assertThat(followed.model().digest()).isEqualTo(before);
    }

    @Test
    void refusesAnotherWindow() {
        for (var window : List.of(39L, 41L)) {
            var refusal = catchThrowableOfType(
                    WrongWindowException.class, () -> followed.advance(event(window, AGGREGATE), AGGREGATE));
            assertThat(refusal.expected()).isEqualTo(40);
            assertThat(refusal.actual()).isEqualTo(window);
        }
        assertUnmoved();
    }

    @Test
    void refusesAStepTakenAlready() {
        followed.advance(event(40, AGGREGATE), AGGREGATE);
        assertThatThrownBy(() -> followed.advance(event(40, AGGREGATE), AGGREGATE))
                .isInstanceOf(WrongWindowException.class)
                .hasMessageContaining("taken already");
    }

    @Test
    void refusesContentWithAnotherDigest() {
        assertThatThrownBy(() -> followed.advance(event(40, AGGREGATE, "0".repeat(64)), AGGREGATE))
                .isInstanceOf(InvalidAggregateException.class)
                .hasMessageContaining("SHA-256 " + sha256(AGGREGATE));
        assertUnmoved();
    }

    @Test
    void refusesContentOfAnotherLength() {
        var longer = new byte[AGGREGATE.length + 1];
        assertThatThrownBy(() -> followed.advance(event(40, longer), longer))
                .isInstanceOf(InvalidAggregateException.class)
                .hasMessageContaining("one bit a parameter");
        assertUnmoved();
    }

    @Test
    void refusesContentWhereThereIsNoneAndTheReverse() {
        assertThatThrownBy(() -> followed.advance(empty(40), AGGREGATE)).isInstanceOf(InvalidAggregateException.class);
        assertThatThrownBy(() -> followed.advance(event(40, AGGREGATE), null))
                .isInstanceOf(InvalidAggregateException.class)
                .hasMessageContaining("is absent");
        assertUnmoved();
    }

    @Test
    void refusesAnotherSubnet() {
        var event = new ModelAdvanced(HPARAMS.netuid() + 1, 40, 3, 1e-3, 0.1, List.of(), null);
        assertThatThrownBy(() -> followed.advance(event, null)).hasMessageContaining("subnet 2, allowed: 1");
    }

    @Test
    void agreesWithARecordThatToldTheSameDigest() {
        var step = event(40, AGGREGATE);
        followed.advance(step, AGGREGATE);
        followed.confirm(step.leadingTo(followed.model().digest()), 1);
        followed.confirm(step, 1);
    }

    @Test
    void noticesOneBitThatFlipped() throws IOException {
        var step = event(40, AGGREGATE);
        followed.advance(step, AGGREGATE);
        var digest = followed.model().digest();
        var value = followed.model().valuesAt(new long[] {5000})[0];
        Fixtures.flipLowestBit(followed.model(), 5000);
        assertThat(followed.model().valuesAt(new long[] {5000})[0]).isCloseTo(value, within(1e-6f));

        var thrown =
                catchThrowableOfType(DivergedModelException.class, () -> followed.confirm(step.leadingTo(digest), 1));
        assertThat(thrown.window()).isEqualTo(41);
        assertThat(thrown.expected()).isEqualTo(digest);
        assertThat(thrown.actual()).isEqualTo(followed.model().digest());
    }

    @Test
    void comparesOnlyEveryThirdStepWhenToldSo() {
        var wrong = "0".repeat(64);
        followed.advance(empty(40), null);
        assertThatThrownBy(() -> followed.confirm(empty(40).leadingTo(wrong), 3))
                .isInstanceOf(DivergedModelException.class);
        followed.confirm(empty(40).leadingTo(followed.model().digest()), 3);
        for (var window = 41; window < 43; window++) {
            followed.advance(empty(window), null);
            followed.confirm(empty(window).leadingTo(wrong), 3);
        }
        followed.advance(empty(43), null);
        assertThatThrownBy(() -> followed.confirm(empty(43).leadingTo(wrong), 3))
                .isInstanceOf(DivergedModelException.class);
    }

    private void assertUnmoved() {
        try (var fresh = Fixtures.model(HPARAMS)) {
            assertThat(followed.model().digest()).isEqualTo(fresh.digest());
            assertThat(followed.window()).isEqualTo(40);
        }
    }

    @Test
    void foreseesStepsThatItDoesNotTake() {
        var steps = List.of(
                new FollowedModel.Step(event(40, AGGREGATE), AGGREGATE),
                new FollowedModel.Step(empty(41), null),
                new FollowedModel.Step(event(42, AGGREGATE), AGGREGATE));
        var untouched = followed.model().digest();
        var foreseen = followed.foresee(steps);
        assertThat(followed.foresee(steps.subList(0, 2))).isEqualTo(new Foreseen(foreseen.before(), foreseen.before()));
        assertThat(followed.window()).isEqualTo(40);
        assertThat(followed.model().digest()).isEqualTo(untouched);

        steps.subList(0, 2).forEach(step -> followed.advance(step.event(), step.aggregate()));
        assertThat(followed.model().digest()).isEqualTo(foreseen.before()).isNotEqualTo(untouched);
        followed.advance(event(42, AGGREGATE), AGGREGATE);
        assertThat(followed.model().digest()).isEqualTo(foreseen.after());
    }

    @Test
    void foreseesNothingFromAnotherWindowsStepOrContent() {
        var gap = List.of(
                new FollowedModel.Step(event(40, AGGREGATE), AGGREGATE),
                new FollowedModel.Step(event(42, AGGREGATE), AGGREGATE));
        assertThatThrownBy(() -> followed.foresee(gap)).isInstanceOf(WrongWindowException.class);
        var forged = List.of(new FollowedModel.Step(event(40, AGGREGATE, "0".repeat(64)), AGGREGATE));
        assertThatThrownBy(() -> followed.foresee(forged)).isInstanceOf(InvalidAggregateException.class);
    }
}
