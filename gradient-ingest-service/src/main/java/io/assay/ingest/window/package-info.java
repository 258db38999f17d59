/** The loop that follows the chain's heads and tells the others of windows and arrivals. */
@NullMarked
package io.assay.ingest.window;

import org.jspecify.annotations.NullMarked;
