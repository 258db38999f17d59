/** Sr25519 hotkeys, their signatures and SS58 addresses. */
@NullMarked
package io.assay.chain.key;

import org.jspecify.annotations.NullMarked;
