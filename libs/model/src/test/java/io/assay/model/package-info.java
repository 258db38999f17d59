/** Tests of the language model with real tensors. */
@NullMarked
package io.assay.model;

import org.jspecify.annotations.NullMarked;
