@NullMarked
package io.assay.dataset.tokenizer;

import org.jspecify.annotations.NullMarked;
