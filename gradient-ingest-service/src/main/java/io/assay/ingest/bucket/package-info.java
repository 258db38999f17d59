/** Miners' buckets: reading an upload once, checking it, pinning a copy. */
@NullMarked
package io.assay.ingest.bucket;

import org.jspecify.annotations.NullMarked;
