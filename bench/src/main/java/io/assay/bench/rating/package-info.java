/** What a rated window costs: the match, the whole transition, the hash of its verdict; and openskill.js beside it. */
@NullMarked
package io.assay.bench.rating;

import org.jspecify.annotations.NullMarked;
