/** The mechanism's parameters, validated, and what follows from them alone. */
@NullMarked
package io.assay.protocol.hparams;

import org.jspecify.annotations.NullMarked;
