/** Tests of what the services' HTTP APIs share. */
@NullMarked
package io.assay.service.web;

import org.jspecify.annotations.NullMarked;
