package io.assay.model.shards;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a token id is stored, little-endian. */
public enum TokenType {
    /** Two bytes, for vocabularies of up to 65,536. */
    @JsonProperty("uint16")
    UINT16(2),
    /** Four bytes. */
    @JsonProperty("uint32")
    UINT32(4);

    private static final int SMALL = 1 << 16;

    private final int bytes;

    TokenType(int bytes) {
        this.bytes = bytes;
    }

    /** The smallest type that holds a vocabulary. */
    public static TokenType of(int vocabularySize) {
        return vocabularySize <= SMALL ? UINT16 : UINT32;
    }

    /** Bytes of one token. */
    public int bytes() {
        return bytes;
    }
}
