/** Events and parameters as JSON: reading, writing, and the canonical form that is hashed. */
@NullMarked
package io.assay.protocol.json;

import org.jspecify.annotations.NullMarked;
