@NullMarked
package io.assay.service.source;

import org.jspecify.annotations.NullMarked;
