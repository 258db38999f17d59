/** A runtime described in Java, each type once, and the metadata that come of it. */
@NullMarked
package io.assay.chain.runtime;

import org.jspecify.annotations.NullMarked;
