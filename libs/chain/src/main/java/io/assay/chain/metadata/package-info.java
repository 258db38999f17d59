/** What a Substrate runtime says of itself: its pallets by name, and how their calls, storage, events and errors are encoded. */
@NullMarked
package io.assay.chain.metadata;

import org.jspecify.annotations.NullMarked;
