/** What becomes of a miner's notice that it has uploaded. */
@NullMarked
package io.assay.ingest.core.notice;

import org.jspecify.annotations.NullMarked;
