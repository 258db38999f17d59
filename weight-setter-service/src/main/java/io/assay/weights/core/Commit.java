package io.assay.weights.core;

import io.assay.protocol.event.WeightsCall;

/**
 * Weights behind a hash that a finalized block holds.
 *
 * @param call what the plan says of the commit; the salt is in it
 * @param block that holds it
 */
public record Commit(Plan plan, WeightsCall.CommitWeights call, long block) {}
