@NullMarked
package io.assay.dataset;

import org.jspecify.annotations.NullMarked;
