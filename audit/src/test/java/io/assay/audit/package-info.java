/** Tests of the commands and of the fences. */
@NullMarked
package io.assay.audit;

import org.jspecify.annotations.NullMarked;
