@NullMarked
package io.assay.model.pretrained;

import org.jspecify.annotations.NullMarked;
