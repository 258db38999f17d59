/** Tests of the weight setter, with a scripted chain and a record in memory, and once with the real ones. */
@NullMarked
package io.assay.weights;

import org.jspecify.annotations.NullMarked;
