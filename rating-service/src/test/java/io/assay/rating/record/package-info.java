/** Tests of the record as it is read back. */
@NullMarked
package io.assay.rating.record;

import org.jspecify.annotations.NullMarked;
