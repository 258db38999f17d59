@NullMarked
package io.assay.localnet.rolling;

import org.jspecify.annotations.NullMarked;
