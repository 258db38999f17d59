/** The OpenAPI document of the API. */
@NullMarked
package io.assay.service.web.openapi;

import org.jspecify.annotations.NullMarked;
