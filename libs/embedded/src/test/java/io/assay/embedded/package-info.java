/** Tests of this package. */
@NullMarked
package io.assay.embedded;

import org.jspecify.annotations.NullMarked;
