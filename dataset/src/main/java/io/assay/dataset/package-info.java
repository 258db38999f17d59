/** Makes text and model of one's own ready for a subnet, from the command line. */
@NullMarked
package io.assay.dataset;

import org.jspecify.annotations.NullMarked;
