package io.assay.ingest.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AcceptedNoticesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final AcceptedNotices accepted = new AcceptedNotices();

    @Test
    void acceptsOnlyWhatWasSignedLaterThanTheLastOfTheSameHotkey() {
        assertThat(accepted.accept("alice", NOW, NOW)).isTrue();
        assertThat(accepted.accept("alice", NOW, NOW)).isFalse();
        assertThat(accepted.accept("alice", NOW.minusMillis(1), NOW)).isFalse();
        assertThat(accepted.accept("bob", NOW, NOW)).isTrue();
        assertThat(accepted.accept("alice", NOW.plusMillis(1), NOW)).isTrue();
        assertThat(accepted.last("alice")).hasValue(NOW.plusMillis(1));
        assertThat(accepted.last("carol")).isEmpty();
    }

    @Test
    void aNoticeThatWasInTimeWhenItCameIsNotAcceptedTwiceHoweverLongItsSignatureTook() {
        accepted.accept("alice", NOW, NOW);
        assertThat(accepted.accept("alice", NOW, NOW.plus(NoticeRules.TOLERANCE).plusSeconds(1)))
                .isFalse();
    }

    @Test
    void forgetsWhatIsTooOldToMatter() {
        for (var i = 0; i < 10_000; i++) {
            var now = NOW.plusSeconds(i);
            assertThat(accepted.accept("hotkey " + i, now, now)).isTrue();
            assertThat(accepted.size()).isLessThanOrEqualTo(61);
        }
        assertThat(accepted.last("hotkey 0")).isEmpty();
    }
}
