/** What verdicts say, as points of InfluxDB. */
@NullMarked
package io.assay.rating.influx;

import org.jspecify.annotations.NullMarked;
