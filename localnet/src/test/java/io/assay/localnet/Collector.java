package io.assay.localnet;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;

/** Takes spans by OTLP over HTTP, and lines as InfluxDB 1.x does; keeps what it is sent. */
final class Collector implements AutoCloseable {
    private static final String PATH = "/v1/traces";

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** Ids in hexadecimal; {@code links} are {@code trace/span}. */
    record Span(
            String service,
            String trace,
            String id,
            String parent,
            String name,
            Map<String, String> attributes,
            List<String> links) {
        String event() {
            return attributes.getOrDefault("assay.event", "");
        }

        String place() {
            return trace + "/" + id;
        }
    }

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(PATH, exchange -> {
            try (exchange) {
                var type = exchange.getRequestHeaders().getFirst("Content-Type");
                var body = exchange.getRequestBody().readAllBytes();
                if ("application/x-protobuf".equals(type)
                        && exchange.getRequestMethod().equals("POST")) {
                    take(ByteBuffer.wrap(body));
                    exchange.sendResponseHeaders(200, -1);
                } else {
                    exchange.sendResponseHeaders(415, -1);
                }
            }
        });
        server.createContext("/write", exchange -> {
            try (exchange;
                    var body = new GZIPInputStream(exchange.getRequestBody())) {
                new String(body.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> lines() {
        return lines;
    }

    String endpoint() {
        return address() + PATH;
    }

    List<Span> named(String name) {
        return spans.stream().filter(span -> span.name().equals(name)).toList();
    }

    /** An ExportTraceServiceRequest: resource spans, each with its resource and scope spans. */
    private void take(ByteBuffer request) {
        fields(request, (field, resourceSpans) -> {
            var resource = new TreeMap<String, String>();
            var found = new ArrayList<ByteBuffer>();
            fields(resourceSpans, (part, content) -> {
                if (part == 1) {
                    fields(content, (_, attribute) -> attribute(attribute, resource));
                } else if (part == 2) {
                    fields(content, (scope, span) -> {
                        if (scope == 2) {
                            found.add(span);
                        }
                    });
                }
            });
            found.forEach(span -> spans.add(span(resource.getOrDefault("service.name", ""), span)));
        });
    }

    private static Span span(String service, ByteBuffer encoded) {
        var texts = new TreeMap<Integer, String>();
        var attributes = new TreeMap<String, String>();
        var links = new ArrayList<String>();
        fields(encoded, (field, content) -> {
            switch (field) {
                case 1, 2, 4 -> texts.put(field, hex(content));
                case 5 -> texts.put(field, text(content));
                case 9 -> attribute(content, attributes);
                case 13 -> links.add(link(content));
                default -> {}
            }
        });
        return new Span(
                service,
                texts.getOrDefault(1, ""),
                texts.getOrDefault(2, ""),
                texts.getOrDefault(4, ""),
                texts.getOrDefault(5, ""),
                attributes,
                links);
    }

    private static String link(ByteBuffer encoded) {
        var ids = new TreeMap<Integer, String>();
        fields(encoded, (field, content) -> {
            if (field <= 2) {
                ids.put(field, hex(content));
            }
        });
        return ids.get(1) + "/" + ids.get(2);
    }

    private static void attribute(ByteBuffer encoded, Map<String, String> into) {
        var texts = new TreeMap<Integer, String>();
        fields(encoded, (field, content) -> {
            if (field == 1) {
                texts.put(1, text(content));
            } else {
                fields(content, (kind, value) -> texts.put(2, kind == 1 ? text(value) : ""));
            }
        });
        into.put(texts.getOrDefault(1, ""), texts.getOrDefault(2, ""));
    }

    /** Each field of a message of Protocol Buffers that has a length; numbers are passed over. */
    private static void fields(ByteBuffer message, BiConsumer<Integer, ByteBuffer> each) {
        var in = message.slice().order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            var tag = (int) varint(in);
            switch (tag & 7) {
                case 0 -> varint(in);
                case 1 -> in.getLong();
                case 2 -> {
                    var length = (int) varint(in);
                    each.accept(tag >>> 3, in.slice(in.position(), length));
                    in.position(in.position() + length);
                }
                case 5 -> in.getInt();
                default -> throw new IllegalArgumentException("no wire type: " + (tag & 7));
            }
        }
    }

    private static long varint(ByteBuffer in) {
        var value = 0L;
        for (var shift = 0; ; shift += 7) {
            var next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static String hex(ByteBuffer content) {
        var bytes = new byte[content.remaining()];
        content.slice().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String text(ByteBuffer content) {
        return StandardCharsets.UTF_8.decode(content.slice()).toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
