package io.assay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.model.ModelMemory;
import io.assay.service.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {
    private static final MemoryNeed NEED = new MemoryNeed(new ModelMemory(400_000_000, 200_000_000, 50_000_000), 2);

    @Test
    void countsEveryWorker() {
        assertThat(NEED.total()).isEqualTo(1_300_000_000L);
    }

    @Test
    void whatFitsBesideTheHeapIsTaken() {
        assertThatCode(() -> NEED.require(2_300_000_000L, 1_000_000_000L)).doesNotThrowAnyException();
    }

    @Test
    void whatDoesNotFitIsRefusedWithFigures() {
        assertThatThrownBy(() -> NEED.require(2_300_000_000L, 1_000_000_001L))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("2 workers need 650 MB each")
                .hasMessageContaining("1300 MB in all; there are 2300 MB, of which the heap may take 1000");
    }
}
