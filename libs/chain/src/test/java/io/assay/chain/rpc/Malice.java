package io.assay.chain.rpc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a node may do instead of answering a call.
 *
 * @param error that the call gets
 */
record Malice(String name, Class<? extends RpcException> error, Reaction reaction) {
    private static final int CONTINUED = 0x00;
    private static final int BEGUN_TEXT = 0x01;

    @FunctionalInterface
    interface Reaction {
        void to(NodeSocket node, String call) throws IOException, InterruptedException;
    }

    static Stream<Malice> all() {
        return Stream.of(
                new Malice("NOT_JSON", RpcException.MalformedAnswer.class, (node, call) -> node.text("<html>")),
                new Malice("EMPTY", RpcException.MalformedAnswer.class, (node, call) -> node.text("")),
                new Malice(
                        "TWO_VALUES",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.text(result(call) + result(call))),
                new Malice(
                        "ARRAY",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.text("[" + result(call) + "]")),
                new Malice(
                        "VERSION_1",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.text(result(call).replace("2.0", "1.0"))),
                new Malice(
                        "ID_TWICE",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.text(result(call).replace("\"jsonrpc\"", "\"id\":1,\"jsonrpc\""))),
                new Malice(
                        "RESULT_AND_ERROR",
                        RpcException.MalformedAnswer.class,
                        (node, call) ->
                                node.text(result(call).replace("}", ",\"error\":{\"code\":1,\"message\":\"\"}}"))),
                new Malice(
                        "NEITHER",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.text("{\"jsonrpc\":\"2.0\",\"id\":" + NodeSocket.id(call) + "}")),
                new Malice(
                        "CODE_IS_TEXT",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.text("{\"jsonrpc\":\"2.0\",\"id\":" + NodeSocket.id(call)
                                + ",\"error\":{\"code\":\"1\",\"message\":\"\"}}")),
                new Malice(
                        "UNKNOWN_ID",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.text("{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":1}")),
                new Malice(
                        "FIRST_ANSWER_AGAIN",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.text("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"\"}")),
                new Malice(
                        "NO_ID_OF_OURS",
                        RpcException.RpcError.class,
                        (node, call) -> node.text(
                                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"Parse error\"}}")),
                new Malice(
                        "NESTED",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.answer(call, "[".repeat(100_000) + "]".repeat(100_000))),
                new Malice(
                        "LONG_NUMBER",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.answer(call, "1".repeat(100))),
                new Malice(
                        "LONG_NAME",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.answer(call, "{\"" + "n".repeat(1000) + "\":1}")),
                new Malice(
                        "MANY_VALUES",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.answer(call, "[" + "[],".repeat(20_000) + "0]")),
                new Malice(
                        "BINARY",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.frame(0x82, bytes(result(call)))),
                new Malice(
                        "NOT_UTF8",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.frame(NodeSocket.TEXT, new byte[] {'"', (byte) 0xC3, '"'})),
                new Malice(
                        "OVERLONG_UTF8",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.frame(NodeSocket.TEXT, new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'})),
                new Malice(
                        "UTF16",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.frame(NodeSocket.TEXT, result(call).getBytes(StandardCharsets.UTF_16))),
                new Malice(
                        "MASKED",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.raw(new byte[] {(byte) 0x81, (byte) 0x80, 0, 0, 0, 0})),
                new Malice(
                        "RESERVED_BIT",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.frame(0xC1, bytes(result(call)))),
                new Malice(
                        "RESERVED_OPCODE",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.frame(0x83, bytes("{}"))),
                new Malice(
                        "CONTINUATION_OF_NOTHING",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.frame(0x80, bytes("{}"))),
                new Malice(
                        "TEXT_IN_A_MESSAGE",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.frame(BEGUN_TEXT, bytes("{")).text(result(call))),
                new Malice(
                        "LONG_PING",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.frame(NodeSocket.PING, new byte[200])),
                new Malice(
                        "HUGE_FRAME",
                        RpcException.TooLarge.class,
                        (node, call) -> node.raw(ByteBuffer.allocate(10)
                                .put((byte) NodeSocket.TEXT)
                                .put((byte) 127)
                                .putLong(1L << 60)
                                .array())),
                new Malice(
                        "NEGATIVE_FRAME",
                        RpcException.MalformedAnswer.class,
                        (node, call) -> node.raw(ByteBuffer.allocate(10)
                                .put((byte) NodeSocket.TEXT)
                                .put((byte) 127)
                                .putLong(-1)
                                .array())),
                new Malice(
                        "LONG_MESSAGE",
                        RpcException.TooLarge.class,
                        (node, call) -> node.answer(call, "\"" + "x".repeat(2 << 20) + "\"")),
                new Malice("ENDLESS_FRAGMENTS", RpcException.TooLarge.class, (node, call) -> {
                    node.frame(BEGUN_TEXT, bytes("\""));
                    while (true) {
                        node.frame(CONTINUED, bytes("x".repeat(1000)));
                    }
                }),
                new Malice("ENDLESS_SMALL_FRAGMENTS", RpcException.TooLarge.class, (node, call) -> {
                    node.frame(BEGUN_TEXT, bytes("\""));
                    var small = NodeSocket.frameBytes(CONTINUED, bytes("x"));
                    var many = ByteBuffer.allocate(small.length * 10_000);
                    while (many.hasRemaining()) {
                        many.put(small);
                    }
                    while (true) {
                        node.raw(many.array());
                    }
                }),
                new Malice("ENDLESS_EMPTY_FRAGMENTS", RpcException.Disconnected.class, (node, call) -> {
                    node.frame(BEGUN_TEXT, bytes("\""));
                    while (true) {
                        node.frame(CONTINUED, new byte[0]);
                    }
                }),
                new Malice("SLOW_DRIP", RpcException.Disconnected.class, (node, call) -> {
                    for (var each : NodeSocket.frameBytes(NodeSocket.TEXT, bytes(result(call)))) {
                        node.raw(new byte[] {each});
                        Thread.sleep(100);
                    }
                }),
                new Malice("SLOW_FRAGMENTS", RpcException.Disconnected.class, (node, call) -> {
                    node.frame(BEGUN_TEXT, bytes("\""));
                    while (true) {
                        node.frame(CONTINUED, bytes("x"));
                        Thread.sleep(20);
                    }
                }),
                new Malice("SILENCE", RpcException.Disconnected.class, (node, call) -> node.fallSilent()),
                new Malice(
                        "GOODBYE",
                        RpcException.Disconnected.class,
                        (node, call) -> node.frame(NodeSocket.CLOSE, new byte[] {3, (byte) 0xE8})),
                new Malice(
                        "GOODBYE_WITHOUT_STATUS",
                        RpcException.Disconnected.class,
                        (node, call) -> node.frame(NodeSocket.CLOSE, new byte[0])),
                new Malice("GOODBYE_THAT_STAYS", RpcException.Disconnected.class, (node, call) -> {
                    node.frame(NodeSocket.CLOSE, new byte[] {3, (byte) 0xE8});
                    node.fallSilent();
                }),
                new Malice("HALF_GOODBYE", RpcException.Disconnected.class, (node, call) -> {
                    node.raw(new byte[] {(byte) NodeSocket.CLOSE, 2, 3});
                    node.fallSilent();
                }),
                new Malice("CUT", RpcException.Disconnected.class, (node, call) -> {}));
    }

    /** Short where it is what ends the connection. */
    Duration heartbeat() {
        return error.equals(RpcException.Disconnected.class) ? Nodes.BEAT : Nodes.TIMES.heartbeat();
    }

    @Override
    public String toString() {
        return name;
    }

    private static String result(String call) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + NodeSocket.id(call) + ",\"result\":7}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
