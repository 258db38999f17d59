/** The command that makes hotkeys, shows their addresses, signs and verifies. */
@NullMarked
package io.assay.wallet;

import org.jspecify.annotations.NullMarked;
