/** Command lines, and what is said while a command works. */
@NullMarked
package io.assay.audit.command;

import org.jspecify.annotations.NullMarked;
