package io.assay.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokenBatchTest {
    @Test
    void equalsByContent() {
        var batch = new TokenBatch(new long[] {1, 2, 3, 4}, 2, 2);
        assertThat(batch).isEqualTo(new TokenBatch(new long[] {1, 2, 3, 4}, 2, 2));
        assertThat(batch).hasSameHashCodeAs(new TokenBatch(new long[] {1, 2, 3, 4}, 2, 2));
        assertThat(batch).isNotEqualTo(new TokenBatch(new long[] {1, 2, 3, 5}, 2, 2));
        assertThat(batch).isNotEqualTo(new TokenBatch(new long[] {1, 2, 3, 4}, 1, 4));
    }

    @Test
    void refusesTokensThatDoNotFillItsRows() {
        assertThatThrownBy(() -> new TokenBatch(new long[3], 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 tokens for 2 rows of 2");
        assertThatThrownBy(() -> new TokenBatch(new long[2], 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TokenBatch(new long[0], 0, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
