/** What verdicts say, as runs of an MLflow tracking server. */
@NullMarked
package io.assay.rating.mlflow;

import org.jspecify.annotations.NullMarked;
