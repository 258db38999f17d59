package io.assay.chain.rpc;

/**
 * How large a peer's message may be. What is larger is refused before it is held.
 *
 * @param messageBytes of one message, all its fragments together; 1 to 1 GiB
 * @param nesting depth of arrays and objects; 1 to 1000
 * @param stringChars of one JSON string; positive
 * @param numberChars of one JSON number; positive
 * @param tokens of one message: a tree takes up to some 60 bytes for each; positive
 */
public record RpcLimits(int messageBytes, int nesting, int stringChars, int numberChars, int tokens) {
    /** A runtime's metadata, the largest answer there is, has 800 KB as hexadecimal text in a handful of tokens. */
    public static final RpcLimits DEFAULT = new RpcLimits(16 << 20, 64, 16 << 20, 100, 1 << 18);

    private static final int MOST_BYTES = 1 << 30;
    private static final int DEEPEST = 1000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is outside
     */
    public RpcLimits {
        require("messageBytes", messageBytes, MOST_BYTES);
        require("nesting", nesting, DEEPEST);
        require("stringChars", stringChars, Integer.MAX_VALUE);
        require("numberChars", numberChars, Integer.MAX_VALUE);
        require("tokens", tokens, Integer.MAX_VALUE);
    }

    /** The same with another size of messages. */
    public RpcLimits withMessageBytes(int bytes) {
        return new RpcLimits(bytes, nesting, stringChars, numberChars, tokens);
    }

    private static void require(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed: 1 to " + most);
        }
    }
}
