/** Tests of the way to the model of a window. */
@NullMarked
package io.assay.evaluation.model;

import org.jspecify.annotations.NullMarked;
