package io.assay.chain.substrate;

import io.assay.chain.Hex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads what a node answers; what is of another form is an {@link IllegalArgumentException} without the node's text. */
final class NodeAnswers {
    private static final Pattern HEX_NUMBER = Pattern.compile("0x[0-9a-fA-F]{1,8}");
    private static final long MAX_NUMBER = 0xFFFF_FFFFL;

    private NodeAnswers() {}

    static String hash(JsonNode answer) {
        return Hex.require("hash", text("hash", answer), 32);
    }

    static byte[] bytes(String what, JsonNode answer) {
        return Hex.bytes(text(what, answer));
    }

    static long number(String what, JsonNode answer) {
        if (!answer.isIntegralNumber()
                || !answer.canConvertToLong()
                || answer.longValue() < 0
                || answer.longValue() > MAX_NUMBER) {
            throw new IllegalArgumentException(what + " is no whole number of 32 bits");
        }
        return answer.longValue();
    }

    static NodeHeader header(JsonNode header) {
        var number = text("number of a header", header.path("number"));
        if (!HEX_NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException("number of a header is not 0x and at most 8 hexadecimal digits");
        }
        return new NodeHeader(Long.parseLong(number, 2, number.length(), 16), hash(header.path("parentHash")));
    }

    static NodeBlock block(String hash, JsonNode answer) {
        var block = answer.path("block");
        return new NodeBlock(hash, header(block.path("header")), extrinsics(block.path("extrinsics")));
    }

    static List<byte[]> extrinsics(JsonNode answer) {
        return elements("extrinsics", answer).stream()
                .map(extrinsic -> bytes("an extrinsic", extrinsic))
                .toList();
    }

    /** The values of all of these keys, by key. */
    static Map<String, Optional<byte[]>> changes(List<String> keys, JsonNode answer) {
        var values = HashMap.<String, Optional<byte[]>>newHashMap(keys.size());
        for (var set : elements("the answer", answer)) {
            for (var change : elements("changes", set.path("changes"))) {
                values.put(text("a key", change.path(0)), value(change.path(1)));
            }
        }
        if (!values.keySet().containsAll(keys)) {
            throw new IllegalArgumentException("the answer leaves out keys that were asked for");
        }
        return values;
    }

    private static Optional<byte[]> value(JsonNode value) {
        return value.isNull() ? Optional.empty() : Optional.of(bytes("a value", value));
    }

    private static List<JsonNode> elements(String what, JsonNode answer) {
        if (!answer.isArray()) {
            throw new IllegalArgumentException(what + " is no array");
        }
        return answer.valueStream().toList();
    }

    private static String text(String what, JsonNode answer) {
        if (!answer.isString()) {
            throw new IllegalArgumentException(what + " is no text");
        }
        return answer.stringValue();
    }
}
