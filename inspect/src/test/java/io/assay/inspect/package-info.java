/** Tests of the command and of the fences. */
@NullMarked
package io.assay.inspect;

import org.jspecify.annotations.NullMarked;
