/** The parts that run, each started and stopped by itself. */
@NullMarked
package io.assay.localnet.part;

import org.jspecify.annotations.NullMarked;
