/** {@code ./assay topics} and {@code ./assay dlt}: the record as a person reads it, and what could not be read. */
@NullMarked
package io.assay.topics;

import org.jspecify.annotations.NullMarked;
