/** Tests of this package. */
@NullMarked
package io.assay.protocol.sketch;

import org.jspecify.annotations.NullMarked;
