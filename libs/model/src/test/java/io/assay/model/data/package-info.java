/** Tests of the corpus and of data assignment. */
@NullMarked
package io.assay.model.data;

import org.jspecify.annotations.NullMarked;
