/** Tests of report. */
@NullMarked
package io.assay.inspect.report;

import org.jspecify.annotations.NullMarked;
