/** The OpenAPI document of the API. */
@NullMarked
package io.assay.rating.web.openapi;

import org.jspecify.annotations.NullMarked;
