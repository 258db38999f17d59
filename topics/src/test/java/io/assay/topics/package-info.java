/** Tests of the commands on a real broker. */
@NullMarked
package io.assay.topics;

import org.jspecify.annotations.NullMarked;
