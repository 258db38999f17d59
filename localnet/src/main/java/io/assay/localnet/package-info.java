/** The whole system in one JVM: broker, store, chain, the four services and miners. */
@NullMarked
package io.assay.localnet;

import org.jspecify.annotations.NullMarked;
