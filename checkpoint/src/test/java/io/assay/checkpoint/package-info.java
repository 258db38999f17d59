/** {@code ./assay checkpoint}: fetches the model as Hugging Face's libraries read it. */
@NullMarked
package io.assay.checkpoint;

import org.jspecify.annotations.NullMarked;
