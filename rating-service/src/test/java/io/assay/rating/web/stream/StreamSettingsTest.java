package io.assay.rating.web.stream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.service.settings.InvalidSettingException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamSettingsTest {
    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static void refused(String setting, int clients, Duration heartbeat, int behind, Duration grace) {
        assertThatThrownBy(() -> new StreamSettings(clients, heartbeat, behind, grace))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("assay.rating.stream." + setting);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        refused("clients", 0, BEAT, 16, GRACE);
        refused("heartbeat", 100, Duration.ZERO, 16, GRACE);
        refused("behind", 100, BEAT, 0, GRACE);
        refused("grace", 100, BEAT, 16, Duration.ofHours(1));
    }
}
