/** Text as token ids, and which of it a peer is trained and tested on. */
@NullMarked
package io.assay.model.data;

import org.jspecify.annotations.NullMarked;
