/** Tests of the audit. */
@NullMarked
package io.assay.audit.core;

import org.jspecify.annotations.NullMarked;
