/** Tests of the decisions. */
@NullMarked
package io.assay.evaluation.core;

import org.jspecify.annotations.NullMarked;
