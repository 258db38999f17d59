/** The read-only HTTP API: peers and windows. */
@NullMarked
package io.assay.rating.web;

import org.jspecify.annotations.NullMarked;
