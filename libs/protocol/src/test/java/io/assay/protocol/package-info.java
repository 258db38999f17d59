/** Tests of this package. */
@NullMarked
package io.assay.protocol;

import org.jspecify.annotations.NullMarked;
