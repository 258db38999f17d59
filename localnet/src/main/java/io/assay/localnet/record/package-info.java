/** What a run has shown, read from the topics and the chain, and the report made of it. */
@NullMarked
package io.assay.localnet.record;

import org.jspecify.annotations.NullMarked;
