/** Events on Kafka: serialisation, publishing, following, dead letters, topics. */
@NullMarked
package io.assay.service.kafka;

import org.jspecify.annotations.NullMarked;
