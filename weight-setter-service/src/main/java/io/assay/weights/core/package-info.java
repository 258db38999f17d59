/** Decides when a verdict's weights are sent, and what became of them; sees no chain, no broker and no clock. */
@NullMarked
package io.assay.weights.core;

import org.jspecify.annotations.NullMarked;
