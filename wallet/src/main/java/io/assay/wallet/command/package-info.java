/** The command line, and what is said of one that cannot be followed. */
@NullMarked
package io.assay.wallet.command;

import org.jspecify.annotations.NullMarked;
