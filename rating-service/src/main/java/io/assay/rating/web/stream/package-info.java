/** Verdicts as server-sent events. */
@NullMarked
package io.assay.rating.web.stream;

import org.jspecify.annotations.NullMarked;
