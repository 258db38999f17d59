/** What was sent to the chain, over HTTP. */
@NullMarked
package io.assay.weights.web;

import org.jspecify.annotations.NullMarked;
