/** Tests of the wallet. */
@NullMarked
package io.assay.wallet;

import org.jspecify.annotations.NullMarked;
