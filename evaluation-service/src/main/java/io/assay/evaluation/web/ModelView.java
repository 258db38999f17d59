package io.assay.evaluation.web;

import org.jspecify.annotations.Nullable;

/**
 * A worker's model.
 *
 * @param window at whose start the parameters are as they are; absent before there is a model
 * @param parameters number of values
 * @param digest SHA-256 of the parameters, only if asked for
 * @param randomLossBefore loss on the window's common batches, in nats, as measured last; absent before it was
 */
public record ModelView(
        String worker,
        int netuid,
        @Nullable Long window,
        long parameters,
        @Nullable String digest,
        @Nullable Double randomLossBefore) {}
