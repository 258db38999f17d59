package io.assay.chain.rpc.server;

import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A request's parameters by position. What is missing or of another kind is refused by name; null counts as missing. */
public final class RpcParams {
    private static final Pattern HEX_NUMBER = Pattern.compile("0x[0-9a-fA-F]{1,15}");
    private static final Pattern HEX_BYTES = Pattern.compile("0x([0-9a-fA-F]{2})*");

    private final JsonNode array;

    RpcParams(JsonNode array) {
        this.array = array;
    }

    /** Requires at most so many. */
    public void atMost(int count) {
        if (array.size() > count) {
            throw RpcRefusal.invalidParams("there are " + array.size() + " parameters, allowed: at most " + count);
        }
    }

    /** The parameter if it is there. */
    public Optional<JsonNode> optional(int index) {
        return Optional.ofNullable(array.get(index)).filter(node -> !node.isNull());
    }

    /** The parameter, which must be there. */
    public JsonNode required(int index, String name) {
        return optional(index).orElseThrow(() -> RpcRefusal.invalidParams(at(index, name) + " is missing"));
    }

    /** A string. */
    public String text(int index, String name) {
        var node = required(index, name);
        if (!node.isString()) {
            throw RpcRefusal.invalidParams(at(index, name) + " is not a string");
        }
        return node.stringValue();
    }

    /** Bytes, as {@code 0x} and hexadecimal digits. */
    public byte[] bytes(int index, String name) {
        var text = text(index, name);
        if (!HEX_BYTES.matcher(text).matches()) {
            throw RpcRefusal.invalidParams(at(index, name) + " is not 0x and pairs of hexadecimal digits");
        }
        return HexFormat.of().parseHex(text, 2, text.length());
    }

    /** Bytes if they are there. */
    public Optional<byte[]> optionalBytes(int index, String name) {
        return optional(index).map(_ -> bytes(index, name));
    }

    /** A whole number that is not negative, as a number or as {@code 0x} and at most 15 hexadecimal digits. */
    public long number(int index, String name) {
        var node = required(index, name);
        if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0) {
            return node.longValue();
        }
        if (node.isString() && HEX_NUMBER.matcher(node.stringValue()).matches()) {
            return Long.parseLong(node.stringValue(), 2, node.stringValue().length(), 16);
        }
        throw RpcRefusal.invalidParams(at(index, name) + " is not a whole number from 0");
    }

    /** A whole number if it is there. */
    public OptionalLong optionalNumber(int index, String name) {
        return optional(index).isPresent() ? OptionalLong.of(number(index, name)) : OptionalLong.empty();
    }

    private static String at(int index, String name) {
        return "parameter " + index + " (" + name + ")";
    }
}
