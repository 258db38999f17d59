/** Hotkey files and messages: the only place that opens anything. */
@NullMarked
package io.assay.wallet.file;

import org.jspecify.annotations.NullMarked;
