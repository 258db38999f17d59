@NullMarked
package io.assay.rating.figures;

import org.jspecify.annotations.NullMarked;
