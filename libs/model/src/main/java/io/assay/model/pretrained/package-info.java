/** A model of one's own as Hugging Face's libraries write it: {@code config.json} and safetensors. */
@NullMarked
package io.assay.model.pretrained;

import org.jspecify.annotations.NullMarked;
