/** Tests of reading from a cluster. */
@NullMarked
package io.assay.audit.kafka;

import org.jspecify.annotations.NullMarked;
