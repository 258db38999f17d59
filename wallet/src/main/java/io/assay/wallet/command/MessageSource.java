package io.assay.wallet.command;

import java.nio.file.Path;

/** Where the message that is signed comes from. */
public sealed interface MessageSource {
    /** The UTF-8 bytes of a text. */
    record Text(String text) implements MessageSource {}

    /** The bytes of a file. */
    record OfFile(Path file) implements MessageSource {}

    /** The bytes of standard input. */
    record StandardInput() implements MessageSource {}
}
