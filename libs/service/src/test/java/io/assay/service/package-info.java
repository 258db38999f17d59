/** Tests of this package. */
@NullMarked
package io.assay.service;

import org.jspecify.annotations.NullMarked;
