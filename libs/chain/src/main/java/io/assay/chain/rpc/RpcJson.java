package io.assay.chain.rpc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;

/** JSON of a peer within limits: read as a tree, never into a class it names. Safe for several threads. */
public final class RpcJson {
    private static final int NAME_CHARS = 256;

    private final JsonMapper mapper;
    private final int messageBytes;

    /** For messages within these limits. */
    public RpcJson(RpcLimits limits) {
        messageBytes = limits.messageBytes();
        mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints(limits))
                        .build())
                // Else half a surrogate pair, which a peer may send as an escape, could not be sent back.
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .nodeFactory(new FiniteNumbers())
                .build();
    }

    /** What became of bytes. */
    public sealed interface Reading {
        /** They are one JSON value within the limits. */
        record Tree(JsonNode root) implements Reading {}

        /**
         * They are not.
         *
         * @param what is wrong, without any of the peer's text: fit for a log
         */
        record Unreadable(String what) implements Reading {}
    }

    /** Reads bytes that must be one JSON value in UTF-8, no member twice in an object. */
    public Reading read(byte[] utf8) {
        if (utf8.length > messageBytes) {
            return new Reading.Unreadable("longer than " + messageBytes + " bytes");
        }
        try {
            // Decoded here because the parser takes overlong forms, and guesses UTF-16 and UTF-32.
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            return tree(mapper.readTree(text.toString()));
        } catch (CharacterCodingException _) {
            return new Reading.Unreadable("not UTF-8");
        } catch (StreamConstraintsException _) {
            return new Reading.Unreadable(
                    "JSON that is nested too deep, or has too long a string, number or name, " + "or too many values");
        } catch (NotFiniteException _) {
            return new Reading.Unreadable("JSON with a number beyond the range of double");
        } catch (JacksonException e) {
            return new Reading.Unreadable("not JSON" + place(e));
        }
    }

    /**
     * One JSON value in UTF-8 on one line.
     *
     * @param value of trees, strings, numbers, booleans, nulls, lists, maps with string keys, and records of these
     * @throws IllegalArgumentException if it is anything else
     */
    public byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Reading tree(JsonNode root) {
        return root.isMissingNode() ? new Reading.Unreadable("empty, and not JSON") : new Reading.Tree(root);
    }

    private static String place(JacksonException e) {
        var location = e.getLocation();
        return location == null || location.getCharOffset() < 0 ? "" : " at character " + location.getCharOffset();
    }

    private static StreamReadConstraints constraints(RpcLimits limits) {
        return StreamReadConstraints.builder()
                .maxDocumentLength(limits.messageBytes())
                .maxNestingDepth(limits.nesting())
                .maxStringLength(limits.stringChars())
                .maxNumberLength(limits.numberChars())
                .maxNameLength(NAME_CHARS)
                .maxTokenCount(limits.tokens())
                .build();
    }

    /** Refuses what the parser would read as infinity. */
    private static final class FiniteNumbers extends JsonNodeFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public NumericNode numberNode(double value) {
            if (!Double.isFinite(value)) {
                throw new NotFiniteException();
            }
            return super.numberNode(value);
        }
    }

    private static final class NotFiniteException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
