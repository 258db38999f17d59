package io.assay.chain.type;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.scale.ScaleWriter;
import java.util.List;

/**
 * Encodes and decodes values by the type that the runtime describes. Neither bytes nor types are trusted: types nest
 * to a depth of {@value #MAX_DEPTH}, and a value that is read has at most {@value #MAX_PARTS} parts, and no more than
 * {@value #FREE_PARTS} and {@value #PARTS_PER_BYTE} for each byte, so that types without bytes cannot fill the memory.
 */
public final class TypeCodec {
    /** Types inside one another, wrappers not counted. */
    public static final int MAX_DEPTH = 128;

    /** Parts of a value that is read; an answer with all metagraphs of mainnet has less than half as many. */
    public static final int MAX_PARTS = 1 << 21;

    static final int FREE_PARTS = 4096;
    static final int PARTS_PER_BYTE = 16;

    private final TypeRegistry types;

    /** A codec for the types of a runtime. */
    public TypeCodec(TypeRegistry types) {
        this.types = types;
    }

    /** The types that it encodes and decodes by. */
    public TypeRegistry types() {
        return types;
    }

    /**
     * Decodes a value that takes all of the bytes.
     *
     * @param type id of its type
     * @throws MalformedScaleException if the bytes are none of the type, or more or nested deeper than is allowed
     */
    public ScaleValue decode(int type, byte[] bytes) {
        var reader = new ScaleReader(bytes);
        var value = decode(type, reader);
        reader.end();
        return value;
    }

    /**
     * Decodes a value and leaves the bytes after it.
     *
     * @param type id of its type
     * @throws MalformedScaleException as {@link #decode(int, byte[])}
     */
    public ScaleValue decode(int type, ScaleReader reader) {
        return new ValueDecoder(types, reader).decode(type);
    }

    /**
     * Decodes one field after another and leaves the bytes after them.
     *
     * @throws MalformedScaleException as {@link #decode(int, byte[])}
     */
    public ScaleValue.Composite decode(List<Field> fields, ScaleReader reader) {
        return new ValueDecoder(types, reader).composite(fields);
    }

    /**
     * Encodes a value.
     *
     * @param type id of its type
     * @throws UnexpectedValueException if the value does not fit the type, with the place in it and what fits
     */
    public byte[] encode(int type, ScaleValue value) {
        var writer = new ScaleWriter();
        encode(type, value, writer);
        return writer.toBytes();
    }

    /**
     * Encodes a value after what was written before.
     *
     * @param type id of its type
     * @throws UnexpectedValueException as {@link #encode(int, ScaleValue)}
     */
    public void encode(int type, ScaleValue value, ScaleWriter writer) {
        new ValueEncoder(types, writer).encode(type, value);
    }

    /**
     * Encodes values of fields in the fields' order.
     *
     * @param place what the fields are of, for the message
     * @throws UnexpectedValueException if one is missing, unknown or does not fit
     */
    public void encode(String place, List<Field> fields, ScaleValue.Composite values, ScaleWriter writer) {
        new ValueEncoder(types, writer).encode(place, fields, values);
    }
}
