package io.assay.miner.strategy;

import io.assay.gradient.GradientMetadata;
import io.assay.protocol.UploadInterval;

/**
 * What is known once the window's closing block is there.
 *
 * @param interval in which an upload counts
 * @param metadata of this window, with the probe of the miner's own model
 */
public record Closing(UploadInterval interval, GradientMetadata metadata) {}
