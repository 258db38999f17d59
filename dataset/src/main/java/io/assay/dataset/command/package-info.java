/** The command line, read and checked. */
@NullMarked
package io.assay.dataset.command;

import org.jspecify.annotations.NullMarked;
