/** SCALE, the byte format of everything that Substrate sends, stores and signs. */
@NullMarked
package io.assay.chain.scale;

import org.jspecify.annotations.NullMarked;
