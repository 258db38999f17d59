/** A compressed gradient: chunked DCT and top-k, merging to signs, and its wire format with every refusal. */
@NullMarked
package io.assay.gradient;

import org.jspecify.annotations.NullMarked;
