/** Reading pinned gradients. */
@NullMarked
package io.assay.evaluation.s3;

import org.jspecify.annotations.NullMarked;
