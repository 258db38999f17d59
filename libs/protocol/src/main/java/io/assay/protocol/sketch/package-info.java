/** How much two uploads of a window have in common, told from a small sample of the indices each of them sent. */
@NullMarked
package io.assay.protocol.sketch;

import org.jspecify.annotations.NullMarked;
