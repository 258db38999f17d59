/** Reading from a cluster. */
@NullMarked
package io.assay.topics.kafka;

import org.jspecify.annotations.NullMarked;
