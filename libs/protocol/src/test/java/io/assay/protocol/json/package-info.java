/** Tests of this package. */
@NullMarked
package io.assay.protocol.json;

import org.jspecify.annotations.NullMarked;
