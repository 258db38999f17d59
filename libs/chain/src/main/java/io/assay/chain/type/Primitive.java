package io.assay.chain.type;

import java.util.Locale;

/** Types without parts. */
public enum Primitive implements TypeShape {
    /** One byte, 0 or 1. */
    BOOL(0, 1),
    /** A Unicode scalar value in four bytes. */
    CHAR(1, 4),
    /** UTF-8 after its compact length. */
    STR(2, 0),
    /** One byte. */
    U8(3, 1),
    /** Two bytes. */
    U16(4, 2),
    /** Four bytes. */
    U32(5, 4),
    /** Eight bytes. */
    U64(6, 8),
    /** Sixteen bytes. */
    U128(7, 16),
    /** Thirty-two bytes. */
    U256(8, 32),
    /** One byte in two's complement. */
    I8(9, 1),
    /** Two bytes in two's complement. */
    I16(10, 2),
    /** Four bytes in two's complement. */
    I32(11, 4),
    /** Eight bytes in two's complement. */
    I64(12, 8),
    /** Sixteen bytes in two's complement. */
    I128(13, 16),
    /** Thirty-two bytes in two's complement. */
    I256(14, 32);

    private final int code;
    private final int width;

    Primitive(int code, int width) {
        this.code = code;
        this.width = width;
    }

    /** The byte that stands for it in metadata: its place in scale-info's {@code TypeDefPrimitive}. */
    public int code() {
        return code;
    }

    /** Bytes; 0 for a text, whose length varies. */
    public int width() {
        return width;
    }

    /** Whether it is a number without sign. */
    public boolean isUnsigned() {
        return switch (this) {
            case U8, U16, U32, U64, U128, U256 -> true;
            case BOOL, CHAR, STR, I8, I16, I32, I64, I128, I256 -> false;
        };
    }

    /** As Rust writes it: {@code u16}. */
    public String rustName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
