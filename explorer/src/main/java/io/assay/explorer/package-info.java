/** {@code ./assay chain}: looks at a chain by any of its nodes. */
@NullMarked
package io.assay.explorer;

import org.jspecify.annotations.NullMarked;
