/** Settings that several services need, validated on start, refused with a sentence. */
@NullMarked
package io.assay.service.settings;

import org.jspecify.annotations.NullMarked;
