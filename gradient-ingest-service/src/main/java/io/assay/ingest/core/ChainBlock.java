package io.assay.ingest.core;

import java.time.Instant;

/** A block of the chain. */
public record ChainBlock(long number, String hash, Instant timestamp) {}
