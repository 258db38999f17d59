/** Coverage-guided fuzzing of everything that reads a stranger's file or message. */
@NullMarked
package io.assay.fuzz;

import org.jspecify.annotations.NullMarked;
