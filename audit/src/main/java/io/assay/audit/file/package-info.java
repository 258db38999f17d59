/** Verdicts in an export file, a record a line. */
@NullMarked
package io.assay.audit.file;

import org.jspecify.annotations.NullMarked;
