package io.assay.chain.scale;

/** Bytes that are not what they should be; the message names the offset, what was expected there and what was found. */
public final class MalformedScaleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String expected;

    /**
     * A fault in the bytes.
     *
     * @param offset byte at which the faulty part begins
     * @param expected what may stand there
     * @param found what stands there
     */
    public MalformedScaleException(int offset, String expected, String found) {
        super("at offset " + offset + ": expected " + expected + ", found " + found);
        this.offset = offset;
        this.expected = expected;
    }

    /** The byte at which the faulty part begins. */
    public int offset() {
        return offset;
    }

    /** What may stand there. */
    public String expected() {
        return expected;
    }
}
