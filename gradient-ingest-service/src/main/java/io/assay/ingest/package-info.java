/** The gradient-ingest service: the window clock, the roster, what arrived and when. */
@NullMarked
package io.assay.ingest;

import org.jspecify.annotations.NullMarked;
