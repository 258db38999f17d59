@NullMarked
package io.assay.dataset.text;

import org.jspecify.annotations.NullMarked;
