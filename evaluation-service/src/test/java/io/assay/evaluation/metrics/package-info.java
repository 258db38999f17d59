@NullMarked
package io.assay.evaluation.metrics;

import org.jspecify.annotations.NullMarked;
