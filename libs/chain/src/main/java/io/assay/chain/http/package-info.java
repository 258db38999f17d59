/** The chain port over HTTP: a node that serves it and a client that implements it. */
@NullMarked
package io.assay.chain.http;

import org.jspecify.annotations.NullMarked;
