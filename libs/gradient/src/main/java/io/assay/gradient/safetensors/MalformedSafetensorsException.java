package io.assay.gradient.safetensors;

import java.io.IOException;

/** A file is no safetensors file, or not the one asked for; the message is a sentence its sender can act on. */
public final class MalformedSafetensorsException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    MalformedSafetensorsException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }

    /** What can be wrong with a file. */
    public enum Fault {
        /** It ends before its header or its data does. */
        TRUNCATED,
        /** Its header does not begin where a safetensors header begins. */
        WRONG_MAGIC,
        /** Its header claims more bytes than the reader allows. */
        HEADER_TOO_LARGE,
        /** Its header nests deeper than 64. */
        NESTED_TOO_DEEP,
        /** Its header breaks the format. */
        MALFORMED,
        /** It has not the tensor asked for. */
        MISSING_TENSOR,
        /** A tensor's element type is unknown or not the one asked for. */
        WRONG_DTYPE,
        /** A tensor's shape is not the one asked for. */
        WRONG_SHAPE
    }
}
