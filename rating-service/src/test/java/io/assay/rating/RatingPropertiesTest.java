package io.assay.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.service.settings.InvalidSettingException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatingPropertiesTest {
    @Test
    void refusesAMissingStateDirectory() {
        assertThatThrownBy(() -> new RatingProperties(null, List.of(), "assay-rating", 1, 1, 200))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void refusesMoreRecentWindowsThanFitInMemory() {
        assertThatThrownBy(() -> new RatingProperties(Path.of("data"), List.of(), "assay-rating", 1, 1, 10_001))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("recent-windows");
    }

    @Test
    void refusesMoreStandbyReplicasThanABrokerCouldAllow() {
        assertThatThrownBy(() -> new RatingProperties(Path.of("data"), List.of(), "assay-rating", 1, 4, 200))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("standby-replicas");
    }

    @Test
    void refusesNoThread() {
        assertThatThrownBy(() -> new RatingProperties(Path.of("data"), List.of(), "assay-rating", 0, 1, 200))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("threads");
    }

    @Test
    void aRelativeDirectoryIsTakenFromWhereTheServiceRuns() {
        assertThat(new RatingProperties(Path.of("data"), List.of(), "assay-rating", 1, 1, 200).directory())
                .isAbsolute();
    }
}
