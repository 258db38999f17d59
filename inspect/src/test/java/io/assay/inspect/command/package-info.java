/** Tests of command. */
@NullMarked
package io.assay.inspect.command;

import org.jspecify.annotations.NullMarked;
