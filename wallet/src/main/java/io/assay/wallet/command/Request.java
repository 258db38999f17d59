package io.assay.wallet.command;

import java.nio.file.Path;

/** What the command line asks for. */
public sealed interface Request {
    /** A new hotkey in a new file. */
    record New(Path out) implements Request {}

    /** The address and the public key of a hotkey file. */
    record Show(Path hotkeyFile) implements Request {}

    /** The address and the public key of a development key. */
    record ShowDevelopment(String uri) implements Request {}

    /** A signature. */
    record Sign(Path hotkeyFile, MessageSource message) implements Request {}

    /**
     * Whether a signature is an address's.
     *
     * @param signature bytes, of any number
     */
    record Verify(String address, byte[] signature, MessageSource message) implements Request {}
}
