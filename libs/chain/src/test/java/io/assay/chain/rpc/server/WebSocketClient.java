package io.assay.chain.rpc.server;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client's end of a connection, by hand: what a library would refuse to send can be sent, and nothing is read unless asked. */
final class WebSocketClient implements AutoCloseable {
    static final int TEXT = 0x81;
    static final int CLOSE = 0x88;
    static final int PING = 0x89;
    static final int PONG = 0x8A;

    private final Socket socket;
    private final DataInputStream in;

    private WebSocketClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** A frame of the server. */
    record Frame(int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int status() {
            return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        }
    }

    /** Connects, and says nothing. */
    static WebSocketClient connect(URI server) throws IOException {
        var socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort());
        socket.setTcpNoDelay(true);
        return new WebSocketClient(socket);
    }

    /** Connects and makes the handshake. */
    static WebSocketClient open(URI server) throws IOException {
        var client = connect(server);
        client.raw("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        var head = client.readHead();
        if (!head.startsWith("HTTP/1.1 101") || !head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) {
            throw new IOException(head);
        }
        return client;
    }

    WebSocketClient raw(String text) throws IOException {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    WebSocketClient raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    WebSocketClient text(String message) throws IOException {
        return frame(TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    /** Masked with zeros: the payload stays as it is. */
    WebSocketClient frame(int opcode, byte[] payload) throws IOException {
        var frame = ByteBuffer.allocate(payload.length + 14).put((byte) opcode);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) 0xFE).putShort((short) payload.length);
        } else {
            frame.put((byte) 0xFF).putLong(payload.length);
        }
        frame.putInt(0).put(payload).flip();
        var bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return raw(bytes);
    }

    String ask(String message) throws IOException {
        return text(message).read().text();
    }

    Frame read() throws IOException {
        var opcode = in.readUnsignedByte();
        var size = in.readUnsignedByte();
        var length = size == 127 ? in.readLong() : size == 126 ? in.readUnsignedShort() : size;
        return new Frame(opcode, in.readNBytes((int) length));
    }

    /** The end of the connection, whatever still comes before it. */
    void awaitEnd() {
        try {
            while (in.read() >= 0) {
                // What the server said before.
            }
        } catch (IOException _) {
            // A reset is an end too.
        }
    }

    String readHead() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    String readAll() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
