package io.assay.ingest.bucket;

import io.assay.chain.BucketCommitment;

/** A peer and where it uploads to. */
public record Bucket(int uid, String hotkey, BucketCommitment commitment) {}
