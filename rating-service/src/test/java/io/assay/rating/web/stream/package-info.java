/** Tests of the stream. */
@NullMarked
package io.assay.rating.web.stream;

import org.jspecify.annotations.NullMarked;
