/** The language model: forward pass, loss, gradient, the step of a window, and following other validators' steps. */
@NullMarked
package io.assay.model;

import org.jspecify.annotations.NullMarked;
