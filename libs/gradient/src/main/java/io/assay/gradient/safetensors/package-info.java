/** The safetensors format: a bounded header parser, a streaming writer, and tensors read by name. */
@NullMarked
package io.assay.gradient.safetensors;

import org.jspecify.annotations.NullMarked;
