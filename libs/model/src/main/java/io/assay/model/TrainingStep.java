package io.assay.model;

import java.util.List;

/**
 * What a model learns from some batches.
 *
 * @param loss mean cross-entropy, in nats, of all predicted tokens
 * @param gradients of that mean, one array in row-major order for each parameter in canonical order
 */
public record TrainingStep(double loss, List<float[]> gradients) {}
