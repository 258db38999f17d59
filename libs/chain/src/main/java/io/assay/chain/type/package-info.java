/** The types that a runtime describes itself with, and values that are encoded and decoded by them. */
@NullMarked
package io.assay.chain.type;

import org.jspecify.annotations.NullMarked;
