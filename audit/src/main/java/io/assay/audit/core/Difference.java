package io.assay.audit.core;

/**
 * The first thing in a subnet's record that does not agree.
 *
 * @param what the part of the verdict, with its recorded value and the one it should have
 * @param meaning what it says of the record, a sentence
 */
public record Difference(int netuid, long window, String what, String meaning) {
    @Override
    public String toString() {
        return "window " + window + " of subnet " + netuid + " differs: " + what;
    }
}
