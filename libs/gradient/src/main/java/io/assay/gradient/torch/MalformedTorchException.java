package io.assay.gradient.torch;

import java.io.IOException;

/** A file is no torch file, or one that is not read here. The message is a sentence its sender can act on. */
public final class MalformedTorchException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    MalformedTorchException(Fault fault, String sentence) {
        super(sentence);
        this.fault = fault;
    }

    /** What is wrong, for programs. */
    public Fault fault() {
        return fault;
    }

    /** The faults that are told apart. */
    public enum Fault {
        /** It does not begin as a zip does. */
        WRONG_MAGIC,
        /** It ends before it should, or goes on after it. */
        TRUNCATED,
        /** The zip's directory and its records contradict one another, or it has what torch does not write. */
        ARCHIVE,
        /** A record is compressed or encrypted. */
        COMPRESSED,
        /** A record's content does not match its checksum. */
        CRC,
        /** The pickle is longer than any of such a model. */
        TOO_LARGE,
        /** The pickle is none, or holds what cannot be a tensor. */
        PICKLE,
        /** An opcode that such a file has no use for. */
        OPCODE,
        /** A name that such a file has no use for. */
        GLOBAL,
        /** Containers in containers beyond all need. */
        NESTED_TOO_DEEP,
        /** A tensor's elements do not lie one after another. */
        NOT_CONTIGUOUS
    }
}
