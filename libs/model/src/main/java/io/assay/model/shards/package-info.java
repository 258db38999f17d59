/** Text of one's own: files of token ids, and the index that says what they are. */
@NullMarked
package io.assay.model.shards;

import org.jspecify.annotations.NullMarked;
