package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.data.TokenBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardPassTest {
    private static final TokenBatch THREE_OF_TWO = new TokenBatch(new long[] {1, 2, 3, 4, 5, 6}, 3, 2);
    private static final TokenBatch ONE_OF_TWO = new TokenBatch(new long[] {7, 8}, 1, 2);
    private static final TokenBatch ONE_OF_THREE = new TokenBatch(new long[] {9, 10, 11}, 1, 3);

    private static List<long[]> ids(int tokensAtOnce, TokenBatch... batches) {
        return ForwardPass.of(List.of(batches), tokensAtOnce).stream()
                .map(ForwardPass::ids)
                .toList();
    }

    @Test
    void sequencesOfSeveralBatchesGoTogether() {
        assertThat(ids(8, THREE_OF_TWO, ONE_OF_TWO)).containsExactly(new long[] {1, 2, 3, 4, 5, 6, 7, 8});
    }

    @Test
    void noMoreThanAllowedAtOnceButAtLeastOneSequence() {
        assertThat(ids(5, THREE_OF_TWO, ONE_OF_TWO)).containsExactly(new long[] {1, 2, 3, 4}, new long[] {5, 6, 7, 8});
        assertThat(ids(1, ONE_OF_TWO, ONE_OF_TWO)).containsExactly(new long[] {7, 8}, new long[] {7, 8});
    }

    @Test
    void sequencesOfAnotherLengthGoByThemselves() {
        assertThat(ids(100, ONE_OF_TWO, ONE_OF_THREE, ONE_OF_TWO))
                .containsExactly(new long[] {7, 8}, new long[] {9, 10, 11}, new long[] {7, 8});
    }
}
