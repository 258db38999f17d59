/** Tests of reading a broker's log. */
@NullMarked
package io.assay.audit.log;

import org.jspecify.annotations.NullMarked;
