/** The rating service: windows and losses in, verdicts and standings out. */
@NullMarked
package io.assay.rating;

import org.jspecify.annotations.NullMarked;
