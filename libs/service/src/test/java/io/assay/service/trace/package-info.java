@NullMarked
package io.assay.service.trace;

import org.jspecify.annotations.NullMarked;
