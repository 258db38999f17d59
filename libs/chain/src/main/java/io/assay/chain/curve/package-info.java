/** The pairing-friendly curve BLS12-381, computed by the native library blst; nothing outside this package sees it. */
@NullMarked
package io.assay.chain.curve;

import org.jspecify.annotations.NullMarked;
