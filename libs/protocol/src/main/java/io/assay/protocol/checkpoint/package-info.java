/** What is published of the model as a whole. */
@NullMarked
package io.assay.protocol.checkpoint;

import org.jspecify.annotations.NullMarked;
