/** Tests of this package. */
@NullMarked
package io.assay.service.s3;

import org.jspecify.annotations.NullMarked;
