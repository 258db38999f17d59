/** The model that gradients are tried on. */
@NullMarked
package io.assay.evaluation.model;

import org.jspecify.annotations.NullMarked;
