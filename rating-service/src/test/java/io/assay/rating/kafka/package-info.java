/** Tests of the adapters. */
@NullMarked
package io.assay.rating.kafka;

import org.jspecify.annotations.NullMarked;
