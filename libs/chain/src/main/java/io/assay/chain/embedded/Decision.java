package io.assay.chain.embedded;

/** What the rules say to an extrinsic. */
sealed interface Decision {
    record Allowed(Change change) implements Decision {}

    /** With the error as subtensor's metadata names it. */
    record Refused(String errorName) implements Decision {}
}
