/** Tests of export files. */
@NullMarked
package io.assay.audit.file;

import org.jspecify.annotations.NullMarked;
