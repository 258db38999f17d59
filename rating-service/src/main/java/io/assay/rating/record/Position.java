package io.assay.rating.record;

/** Where a verdict is in its topic. */
public record Position(int partition, long offset) {}
