package io.assay.service.s3;

import java.time.Instant;

/**
 * An object as its store describes it.
 *
 * @param lastModified whole seconds
 */
public record ObjectHead(String bucket, String key, String etag, long sizeBytes, Instant lastModified) {}
