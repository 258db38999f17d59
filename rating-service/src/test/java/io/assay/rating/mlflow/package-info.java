@NullMarked
package io.assay.rating.mlflow;

import org.jspecify.annotations.NullMarked;
