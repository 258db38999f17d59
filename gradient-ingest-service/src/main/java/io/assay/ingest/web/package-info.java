/** The API of the ingest service: miners' notices. */
@NullMarked
package io.assay.ingest.web;

import org.jspecify.annotations.NullMarked;
