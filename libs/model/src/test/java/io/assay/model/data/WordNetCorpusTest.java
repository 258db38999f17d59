package io.assay.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WordNetCorpusTest {
    private static final WordNetCorpus CORPUS = WordNetCorpus.load(128);

    private static long[] read(long sequence) {
        var tokens = new long[130];
        Arrays.fill(tokens, -1);
        CORPUS.read(sequence, tokens, 1);
        assertThat(tokens[0]).isEqualTo(-1);
        assertThat(tokens[129]).isEqualTo(-1);
        return Arrays.copyOfRange(tokens, 1, 129);
    }

    @Test
    void beginsWithTheFirstGlossAndItsEnd() {
        var gloss = "that which is perceived or known or inferred to have its own distinct existence"
                + " (living or nonliving)";
        var tokens = read(0);
        var bytes = gloss.getBytes(StandardCharsets.UTF_8);
        for (var i = 0; i < bytes.length; i++) {
            assertThat(tokens[i]).isEqualTo(bytes[i]);
        }
        assertThat(tokens[bytes.length]).isEqualTo(ByteTokens.END);
    }

    @Test
    void holdsEveryGlossOnce() {
        var ends = 0;
        for (var sequence = 0L; sequence < CORPUS.sequences(); sequence++) {
            for (var token : read(sequence)) {
                ends += token == ByteTokens.END ? 1 : 0;
            }
        }
        assertThat(ends).isBetween(117_000, 118_500);
    }

    @Test
    void padsTheLastSequenceOnly() {
        assertThat(read(CORPUS.sequences() - 2)).doesNotContain(ByteTokens.PADDING);
        var last = read(CORPUS.sequences() - 1);
        assertThat(last[0]).isNotEqualTo(ByteTokens.PADDING);
        var text = Arrays.stream(last)
                .takeWhile(token -> token != ByteTokens.PADDING)
                .toArray();
        assertThat(text[text.length - 1]).isEqualTo(ByteTokens.END);
        assertThat(Arrays.stream(last).skip(text.length)).containsOnly((long) ByteTokens.PADDING);
    }

    @Test
    void refusesSequenceThatIsNotThere() {
        var out = new long[128];
        assertThatThrownBy(() -> CORPUS.read(CORPUS.sequences(), out, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> CORPUS.read(-1, out, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesSequencesOfOneToken() {
        assertThatThrownBy(() -> WordNetCorpus.load(1)).hasMessage("sequence length is 1, allowed: >= 2");
    }
}
