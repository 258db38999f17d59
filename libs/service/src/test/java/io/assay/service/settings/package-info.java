/** Tests of this package. */
@NullMarked
package io.assay.service.settings;

import org.jspecify.annotations.NullMarked;
