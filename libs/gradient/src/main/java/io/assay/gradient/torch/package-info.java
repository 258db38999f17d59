/**
 * The files that {@code torch.save} writes, read without a deserialiser: a zip of stored records, a pickle that is
 * interpreted by a few opcodes, tensors that stay where the file has them. Knows nothing of gradients.
 */
@NullMarked
package io.assay.gradient.torch;

import org.jspecify.annotations.NullMarked;
