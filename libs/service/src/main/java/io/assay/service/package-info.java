/** How an Assay service starts: what all of them share around their own core. */
@NullMarked
package io.assay.service;

import org.jspecify.annotations.NullMarked;
