@NullMarked
package io.assay.rating.live;

import org.jspecify.annotations.NullMarked;
