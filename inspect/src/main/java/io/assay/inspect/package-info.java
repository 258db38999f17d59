/** The command that shows what a gradient file holds and what ingest would say to it. */
@NullMarked
package io.assay.inspect;

import org.jspecify.annotations.NullMarked;
