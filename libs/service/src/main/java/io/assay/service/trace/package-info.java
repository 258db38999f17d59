/** Where a record came from, told from service to service in the header {@code traceparent}. */
@NullMarked
package io.assay.service.trace;

import org.jspecify.annotations.NullMarked;
