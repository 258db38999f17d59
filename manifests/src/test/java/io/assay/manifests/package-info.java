@NullMarked
package io.assay.manifests;

import org.jspecify.annotations.NullMarked;
