/** The page at {@code /}, its assets, and the past that it draws. */
@NullMarked
package io.assay.rating.web.page;

import org.jspecify.annotations.NullMarked;
