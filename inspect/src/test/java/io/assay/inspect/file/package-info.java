/** Tests of file. */
@NullMarked
package io.assay.inspect.file;

import org.jspecify.annotations.NullMarked;
