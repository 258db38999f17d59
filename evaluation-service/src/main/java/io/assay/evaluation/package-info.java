/** The evaluation service: measures what every gradient does to the model's loss, and moves the model. */
@NullMarked
package io.assay.evaluation;

import org.jspecify.annotations.NullMarked;
