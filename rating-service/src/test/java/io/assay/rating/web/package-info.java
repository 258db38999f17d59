/** Tests of the API. */
@NullMarked
package io.assay.rating.web;

import org.jspecify.annotations.NullMarked;
