package io.assay.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.model.Fixtures;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AssignedDataTest {
    private static final String HASH = "ab".repeat(32);
    private static final String OTHER_HASH = "cd".repeat(32);

    private final AssignedData data = data("{\"sequence_length\": 4, \"batch_size\": 3, \"assigned_batches\": 5}");

    private static AssignedData data(String json) {
        return new AssignedData(Fixtures.small(json), new Numbers(4, 50));
    }

    /** Sequence i is i, i, i, ... */
    private record Numbers(int sequenceLength, long sequences) implements Corpus {
        @Override
        public int vocabularySize() {
            return 50;
        }

        @Override
        public int padding() {
            return 7;
        }

        @Override
        public int end() {
            return NO_END;
        }

        @Override
        public void read(long sequence, long[] out, int offset) {
            Arrays.fill(out, offset, offset + sequenceLength, sequence);
        }
    }

    @Property(tries = 200)
    void batchesArePureAndOfDifferentSequences(
            @ForAll @LongRange(min = 0) long window,
            @ForAll @IntRange(max = 65535) int uid,
            @ForAll @LongRange(min = 0) long index) {
        var batch = data.batch(window, uid, index);
        assertThat(data.batch(window, uid, index)).isEqualTo(batch);
        assertThat(batch.rows()).isEqualTo(3);
        assertThat(batch.length()).isEqualTo(4);
        assertThat(Arrays.stream(batch.tokens()).distinct()).hasSize(3);
    }

    @Test
    void streamsOfPeersAndWindowsDiffer() {
        var batches = List.of(stream(1, 1), stream(1, 2), stream(2, 1), stream(1, 12));
        assertThat(new HashSet<>(batches)).hasSize(4);
    }

    private List<TokenBatch> stream(long window, int uid) {
        return LongStream.range(0, 8)
                .mapToObj(index -> data.batch(window, uid, index))
                .toList();
    }

    @Test
    void ownBatchesAreDifferentAssignedOnes() {
        var assigned = LongStream.range(0, 5)
                .mapToObj(index -> data.batch(7, 3, index))
                .toList();
        var own = data.own(7, 3, HASH);
        assertThat(own).hasSize(2).doesNotHaveDuplicates().isSubsetOf(assigned);
        assertThat(data.own(7, 3, HASH)).isEqualTo(own);
    }

    @Test
    void everyAssignedBatchCanBeTested() {
        var seen = new HashSet<TokenBatch>();
        for (var block = 0; block < 60; block++) {
            seen.addAll(data.own(7, 3, "block" + block));
        }
        assertThat(seen).hasSize(5);
    }

    @Test
    void randomBatchesAreCommonAndWithoutRepetition() {
        var random = data.random(7, HASH);
        assertThat(random).hasSize(2);
        assertThat(random.stream()
                        .flatMapToLong(batch -> Arrays.stream(batch.tokens()))
                        .distinct())
                .hasSize(6);
        assertThat(data.random(7, HASH)).isEqualTo(random);
        assertThat(data.random(7, OTHER_HASH)).isNotEqualTo(random);
        assertThat(data.random(8, HASH)).isNotEqualTo(random);
    }

    @Test
    void anotherSeedIsOtherData() {
        var other = data("{\"sequence_length\": 4, \"batch_size\": 3, \"assigned_batches\": 5, \"seed\": 43}");
        assertThat(other.batch(1, 2, 3)).isNotEqualTo(data.batch(1, 2, 3));
        assertThat(other.random(1, HASH)).isNotEqualTo(data.random(1, HASH));
    }

    @Test
    void refusesCorpusOfAnotherSequenceLength() {
        assertThatThrownBy(() -> data("{\"sequence_length\": 5}"))
                .hasMessage("corpus has sequences of 4 tokens, allowed: sequence_length = 5");
    }

    @Test
    void refusesCorpusThatIsTooSmall() {
        assertThatThrownBy(() -> data("{\"sequence_length\": 4, \"batch_size\": 26}"))
                .hasMessage("corpus has 50 sequences, allowed: >= batch_size · random_sample_batches = 52");
    }

    @Test
    void batchesHaveThePaddingOfTheCorpus() {
        assertThat(data.batch(1, 2, 3).padding()).isEqualTo(7);
        assertThat(data.random(1, HASH)).extracting(TokenBatch::padding).containsOnly(7);
    }

    @Test
    void refusesCorpusOfALargerVocabularyThanTheModel() {
        assertThatThrownBy(() -> data("{\"sequence_length\": 4, \"batch_size\": 3, \"model\": {\"vocab_size\": 49}}"))
                .hasMessage("corpus has a vocabulary of 50 tokens, allowed: at most model.vocab_size = 49");
    }

    @Test
    void refusesNegativeIndexAndUid() {
        assertThatThrownBy(() -> data.batch(1, 2, -1)).hasMessage("index is -1, allowed: >= 0");
        assertThatThrownBy(() -> data.batch(1, -1, 0)).hasMessage("uid is -1, allowed: 0..65535");
    }
}
