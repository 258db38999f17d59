/** Decisions of the evaluation service: no thread, no clock, no store. */
@NullMarked
package io.assay.evaluation.core;

import org.jspecify.annotations.NullMarked;
