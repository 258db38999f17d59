/** The read API. */
@NullMarked
package io.assay.evaluation.web;

import org.jspecify.annotations.NullMarked;
