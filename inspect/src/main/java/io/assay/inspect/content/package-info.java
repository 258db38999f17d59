/** What a file holds, found without running, inflating or believing anything in it. */
@NullMarked
package io.assay.inspect.content;

import org.jspecify.annotations.NullMarked;
