/** Programs of others, in JavaScript, to compare with. */
@NullMarked
package io.assay.chain.polkadot;

import org.jspecify.annotations.NullMarked;
