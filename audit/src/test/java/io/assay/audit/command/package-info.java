/** Tests of command lines and progress. */
@NullMarked
package io.assay.audit.command;

import org.jspecify.annotations.NullMarked;
