/** The command line and the terminal. */
@NullMarked
package io.assay.localnet.command;

import org.jspecify.annotations.NullMarked;
