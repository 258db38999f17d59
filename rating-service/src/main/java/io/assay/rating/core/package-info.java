/** How a window becomes a verdict: rating, penalties, weights and the order in which windows settle. */
@NullMarked
package io.assay.rating.core;

import org.jspecify.annotations.NullMarked;
