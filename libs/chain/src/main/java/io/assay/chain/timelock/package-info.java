/** Commit-reveal: weights that nobody can read before a round of drand, and weights behind a hash. */
@NullMarked
package io.assay.chain.timelock;

import org.jspecify.annotations.NullMarked;
