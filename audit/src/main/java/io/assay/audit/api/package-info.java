/** A running rating service as the source of an explanation. */
@NullMarked
package io.assay.audit.api;

import org.jspecify.annotations.NullMarked;
