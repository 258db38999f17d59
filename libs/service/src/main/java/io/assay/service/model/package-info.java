/** Checkpoints and aggregates of the model in the validator's bucket. */
@NullMarked
package io.assay.service.model;

import org.jspecify.annotations.NullMarked;
