/** Tests of the model's objects. */
@NullMarked
package io.assay.service.model;

import org.jspecify.annotations.NullMarked;
