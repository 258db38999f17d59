/** The commands that recompute verdicts from the record and export it. */
@NullMarked
package io.assay.audit;

import org.jspecify.annotations.NullMarked;
