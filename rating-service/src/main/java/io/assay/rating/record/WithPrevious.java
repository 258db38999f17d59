package io.assay.rating.record;

import io.assay.protocol.event.WindowVerdict;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to recompute a verdict.
 *
 * @param previous the verdict whose hash it names; absent for the first of a subnet
 */
public record WithPrevious(WindowVerdict verdict, @Nullable WindowVerdict previous) {}
