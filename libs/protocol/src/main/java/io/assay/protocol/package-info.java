/** What Assay's services say to each other: topics, window arithmetic, object keys, draws. */
@NullMarked
package io.assay.protocol;

import org.jspecify.annotations.NullMarked;
