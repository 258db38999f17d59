/** Objects in S3 buckets: bounded, checked and immutable. */
@NullMarked
package io.assay.service.s3;

import org.jspecify.annotations.NullMarked;
