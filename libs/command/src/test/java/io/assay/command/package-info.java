/** Tests of the same package. */
@NullMarked
package io.assay.command;

import org.jspecify.annotations.NullMarked;
