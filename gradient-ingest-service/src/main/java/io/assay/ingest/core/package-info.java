/** Decisions of ingest: when windows open and close, who is drawn, what an upload's time makes of it. */
@NullMarked
package io.assay.ingest.core;

import org.jspecify.annotations.NullMarked;
