/** Tests of content. */
@NullMarked
package io.assay.inspect.content;

import org.jspecify.annotations.NullMarked;
