/** Tests of the whole service on a real broker, a real store and a real model. */
@NullMarked
package io.assay.evaluation;

import org.jspecify.annotations.NullMarked;
