package io.assay.weights.core;

/**
 * The pool's answer when it does not take an extrinsic.
 *
 * @param errorName Substrate's name, or subtensor's of a {@code CustomTransactionError}
 * @param detail a sentence
 */
public record Refusal(String errorName, String detail) {}
