@NullMarked
package io.assay.rating.influx;

import org.jspecify.annotations.NullMarked;
