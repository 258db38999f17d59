@NullMarked
package io.assay.model.shards;

import org.jspecify.annotations.NullMarked;
