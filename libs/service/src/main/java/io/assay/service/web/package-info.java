/** What the services' HTTP APIs share: problem documents, and below it the OpenAPI document. */
@NullMarked
package io.assay.service.web;

import org.jspecify.annotations.NullMarked;
