package io.assay.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.assay.protocol.UploadInterval.Timing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadIntervalTest {
    private static final Duration TEN = Duration.ofSeconds(10);

    /** LastModified in whole seconds; closing block's timestamp; skew in seconds; where it lies. */
    @ParameterizedTest
    @CsvSource({
        "11:59:58, 12:00:00.000, 0, EARLY",
        "11:59:59, 12:00:00.000, 0, EARLY",
        "12:00:00, 12:00:00.000, 0, IN_TIME",
        "11:59:59, 12:00:00.001, 0, EARLY",
        "12:00:00, 12:00:00.001, 0, IN_TIME",
        "12:00:00, 12:00:00.999, 0, IN_TIME",
        "12:00:10, 12:00:00.000, 0, IN_TIME",
        "12:00:11, 12:00:00.000, 0, LATE",
        "12:00:10, 12:00:00.999, 0, IN_TIME",
        "12:00:11, 12:00:00.999, 0, LATE",
        "11:59:59, 12:00:00.000, 1, IN_TIME",
        "11:59:58, 12:00:00.000, 1, EARLY",
        "12:00:11, 12:00:00.000, 1, IN_TIME",
        "12:00:12, 12:00:00.000, 1, LATE",
    })
    void placesAnUpload(String lastModified, String closing, int skew, Timing expected) {
        var interval = WindowClock.uploadInterval(at(closing), TEN, Duration.ofSeconds(skew));
        assertThat(interval.timing(at(lastModified))).isEqualTo(expected);
    }

    @Test
    void placesUploadsFromTheEndsOfTime() {
        var interval = WindowClock.uploadInterval(at("12:00:00"), TEN, Duration.ZERO);
        assertThat(interval.timing(Instant.MAX)).isEqualTo(Timing.LATE);
        assertThat(interval.timing(Instant.MIN)).isEqualTo(Timing.EARLY);
    }

    @Test
    void isSettledWhenTheLastSecondIsOver() {
        var interval = WindowClock.uploadInterval(at("12:00:00.500"), TEN, Duration.ofSeconds(2));
        assertThat(interval.settled()).isEqualTo(at("12:00:13.500"));
    }

    @Test
    void refusesAnEndBeforeItsBegin() {
        var now = at("12:00:00");
        assertThat(new UploadInterval(now, now).timing(now)).isEqualTo(Timing.IN_TIME);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UploadInterval(now, now.minusNanos(1)))
                .withMessageContaining("until is 2026-03-01T11:59:59.999999999Z");
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-01T" + time + "Z");
    }
}
