/** Dead letters: listed, shown, replayed. */
@NullMarked
package io.assay.topics.dead;

import org.jspecify.annotations.NullMarked;
