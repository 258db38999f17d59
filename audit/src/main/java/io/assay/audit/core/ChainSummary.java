package io.assay.audit.core;

/**
 * What a subnet's record has come to.
 *
 * @param verdicts recomputed
 * @param duplicates records that said again, byte for byte, what was said before
 * @param head hash of the newest verdict
 */
public record ChainSummary(int netuid, long verdicts, long duplicates, String head) {}
