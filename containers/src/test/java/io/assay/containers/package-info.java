/** The files by which Assay runs in containers, and its services beside containers. */
@NullMarked
package io.assay.containers;

import org.jspecify.annotations.NullMarked;
