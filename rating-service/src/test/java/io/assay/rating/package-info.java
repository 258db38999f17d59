/** Tests of the whole service. */
@NullMarked
package io.assay.rating;

import org.jspecify.annotations.NullMarked;
