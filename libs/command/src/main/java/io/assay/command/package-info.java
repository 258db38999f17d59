/** What commands are called with. */
@NullMarked
package io.assay.command;

import org.jspecify.annotations.NullMarked;
