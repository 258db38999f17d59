/** Tests of the fuzzer's frame, and of the readers on all inputs kept. */
@NullMarked
package io.assay.fuzz;

import org.jspecify.annotations.NullMarked;
