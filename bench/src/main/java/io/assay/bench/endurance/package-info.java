/** The evaluation service over months, played as fast as it goes. */
@NullMarked
package io.assay.bench.endurance;

import org.jspecify.annotations.NullMarked;
