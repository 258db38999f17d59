/** Text and model of one's own, from a folder or a bucket, for whoever trains or evaluates. */
@NullMarked
package io.assay.service.source;

import org.jspecify.annotations.NullMarked;
