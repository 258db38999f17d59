package io.assay.chain.key;

import java.io.IOException;

/** A hotkey file without a key that could be used as it is; the message names the file, the reason and the remedy. */
public final class UnusableHotkeyFileException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableHotkeyFileException(String message) {
        super(message);
    }
}
