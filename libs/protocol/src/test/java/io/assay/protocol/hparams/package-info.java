/** Tests of this package. */
@NullMarked
package io.assay.protocol.hparams;

import org.jspecify.annotations.NullMarked;
