/** Tests of the explorer. */
@NullMarked
package io.assay.explorer;

import org.jspecify.annotations.NullMarked;
