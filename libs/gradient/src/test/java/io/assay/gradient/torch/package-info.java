/** Tests of the torch format: whole files, zips and pickles made here, byte by byte. */
@NullMarked
package io.assay.gradient.torch;

import org.jspecify.annotations.NullMarked;
