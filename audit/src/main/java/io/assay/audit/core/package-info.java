/** How a record of verdicts is checked: link, parameters, outcome and hash of one verdict after another. */
@NullMarked
package io.assay.audit.core;

import org.jspecify.annotations.NullMarked;
