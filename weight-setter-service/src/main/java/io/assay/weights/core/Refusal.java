package io.assay.weights.core;

/**
 * The pool's answer when it does not take an extrinsic. Both texts come from a node, and are cut to what the record holds.
 *
 * @param errorName Substrate's name, or subtensor's of a {@code CustomTransactionError}
 * @param detail a sentence
 */
public record Refusal(String errorName, String detail) {
    private static final String NOTHING = "the node gives no reason";

    public Refusal {
        errorName = errorName.isBlank() ? "Invalid" : Failures.cutName(errorName);
        detail = detail.isBlank() ? NOTHING : Failures.cut(detail);
    }
}
