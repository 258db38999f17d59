/** Tests of the mechanism. */
@NullMarked
package io.assay.rating.core;

import org.jspecify.annotations.NullMarked;
