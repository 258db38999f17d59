/** Tests of the TorchScript archive's bytes. */
@NullMarked
package io.assay.model.script;

import org.jspecify.annotations.NullMarked;
