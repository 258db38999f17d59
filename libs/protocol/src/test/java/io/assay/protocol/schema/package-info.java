/** JSON Schemas of the events, made from the records' source, and what may change in them. */
@NullMarked
package io.assay.protocol.schema;

import org.jspecify.annotations.NullMarked;
