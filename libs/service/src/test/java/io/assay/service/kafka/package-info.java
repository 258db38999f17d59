/** Tests of this package. */
@NullMarked
package io.assay.service.kafka;

import org.jspecify.annotations.NullMarked;
