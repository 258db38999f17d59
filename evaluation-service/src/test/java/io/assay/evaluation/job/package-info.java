@NullMarked
package io.assay.evaluation.job;

import org.jspecify.annotations.NullMarked;
