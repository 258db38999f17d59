/** What is timed of the codec and the readers. */
@NullMarked
package io.assay.bench.gradient;

import org.jspecify.annotations.NullMarked;
