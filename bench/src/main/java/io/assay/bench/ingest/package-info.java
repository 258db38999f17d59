/** A subnet of 256 miners whose buckets a service in a JVM of its own looks into. */
@NullMarked
package io.assay.bench.ingest;

import org.jspecify.annotations.NullMarked;
