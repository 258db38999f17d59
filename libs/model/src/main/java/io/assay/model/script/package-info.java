/** The model as a TorchScript archive, written without PyTorch from its dimensions. */
@NullMarked
package io.assay.model.script;

import org.jspecify.annotations.NullMarked;
