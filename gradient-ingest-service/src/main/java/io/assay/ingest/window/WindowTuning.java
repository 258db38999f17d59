package io.assay.ingest.window;

import java.time.Duration;

/**
 * How the loop looks for uploads.
 *
 * @param concurrency buckets looked into at once
 * @param pollInterval time between two looks into a bucket that shows nothing
 * @param grace how long after the interval late uploads are looked for
 */
public record WindowTuning(int concurrency, Duration pollInterval, Duration grace) {}
