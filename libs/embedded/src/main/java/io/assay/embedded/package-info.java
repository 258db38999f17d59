/** A real Kafka broker and a real S3 store inside this JVM, on disk: what the localnet runs on and adapters are tested with. */
@NullMarked
package io.assay.embedded;

import org.jspecify.annotations.NullMarked;
