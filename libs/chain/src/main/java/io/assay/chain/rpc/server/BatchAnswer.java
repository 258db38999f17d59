package io.assay.chain.rpc.server;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Answers of one batch as one array, bounded. */
final class BatchAnswer {
    private static final int BRACKETS = 2;

    private final int limit;
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();

    BatchAnswer(int limit) {
        this.limit = limit;
    }

    /** Adds one; whether there was room for it. */
    boolean add(byte[] answer) {
        if (answers.size() + answer.length + 1L + BRACKETS > limit) {
            return false;
        }
        answers.write(answers.size() == 0 ? '[' : ',');
        answers.writeBytes(answer);
        return true;
    }

    /** The array, empty if it has nothing: then no answer is wanted. */
    Optional<byte[]> body() {
        if (answers.size() == 0) {
            return Optional.empty();
        }
        answers.write(']');
        return Optional.of(answers.toByteArray());
    }
}
