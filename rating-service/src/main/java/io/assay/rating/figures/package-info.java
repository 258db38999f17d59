/** What a verdict says in a few numbers, for operators: meters, and what other systems are told. */
@NullMarked
package io.assay.rating.figures;

import org.jspecify.annotations.NullMarked;
