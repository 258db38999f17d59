/** Benchmarks: each prints its figures on lines of their own, ratios measured side by side in the one run. */
@NullMarked
package io.assay.bench;

import org.jspecify.annotations.NullMarked;
