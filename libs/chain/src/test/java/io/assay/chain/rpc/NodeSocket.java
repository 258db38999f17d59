package io.assay.chain.rpc;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** The node's end of a connection, by hand: what a library would refuse to send can be sent. */
final class NodeSocket {
    static final String GENESIS = "0x" + "ab".repeat(32);
    static final int TEXT = 0x81;
    static final int PING = 0x89;
    static final int PONG = 0x8A;
    static final int CLOSE = 0x88;

    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    private final Budget received = new Budget();
    private final Budget sent = new Budget();
    private final DataInputStream in;
    private final OutputStream out;

    NodeSocket(Socket socket) throws IOException {
        this.in = new DataInputStream(new FilterInputStream(socket.getInputStream()) {
            @Override
            public int read() throws IOException {
                received.room(1);
                received.use(1);
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                var count = super.read(bytes, offset, received.room(length));
                received.use(Math.max(count, 0));
                return count;
            }
        });
        socket.setTcpNoDelay(true);
        this.out = socket.getOutputStream();
    }

    /** Bytes that may still pass. */
    private static final class Budget {
        private long left = Long.MAX_VALUE;
        private long used;

        int room(int wanted) throws IOException {
            if (left == 0 && wanted > 0) {
                throw new IOException("cut");
            }
            return (int) Math.min(wanted, left);
        }

        void use(int count) {
            left -= count;
            used += count;
        }
    }

    /** From now on so many bytes are sent, and so many received; then the connection is cut. */
    NodeSocket cutAfter(long bytesSent, long bytesReceived) {
        sent.left = bytesSent;
        received.left = bytesReceived;
        return this;
    }

    long bytesSent() {
        return sent.used;
    }

    long bytesReceived() {
        return received.used;
    }

    /** Reads the request and takes the handshake. */
    NodeSocket shakeHands() throws IOException {
        var key = KEY.matcher(readHead());
        if (!key.find()) {
            throw new IOException("no key");
        }
        return raw(shaken(key.group(1)));
    }

    /** Takes the handshake and tells the genesis hash. */
    NodeSocket begin() throws IOException {
        return begin(GENESIS);
    }

    NodeSocket begin(String genesis) throws IOException {
        shakeHands();
        answer(readText(), "\"" + genesis + "\"");
        return this;
    }

    /** Answers every call with the call's own text, until the client goes. */
    void echo() throws IOException {
        while (true) {
            var call = readText();
            answer(call, call);
        }
    }

    /** An honest node. */
    static void serve(NodeSocket socket) throws IOException {
        socket.begin().echo();
    }

    void answer(String call, String result) throws IOException {
        text("{\"jsonrpc\":\"2.0\",\"id\":" + id(call) + ",\"result\":" + result + "}");
    }

    static String id(String call) {
        var id = ID.matcher(call);
        return id.find() ? id.group(1) : "0";
    }

    String readHead() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** The next message; pings on the way are answered. */
    String readText() throws IOException {
        while (true) {
            var opcode = in.readUnsignedByte();
            var payload = readPayload();
            switch (opcode) {
                case TEXT -> {
                    return new String(payload, StandardCharsets.UTF_8);
                }
                case PING -> frame(PONG, payload);
                case CLOSE -> throw new EOFException("the client said goodbye");
                default -> throw new IOException("frame " + opcode);
            }
        }
    }

    NodeSocket text(String message) throws IOException {
        return frame(TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    NodeSocket frame(int opcode, byte[] payload) throws IOException {
        return raw(frameBytes(opcode, payload));
    }

    NodeSocket raw(byte[] bytes) throws IOException {
        var count = sent.room(bytes.length);
        sent.use(count);
        out.write(bytes, 0, count);
        out.flush();
        if (count < bytes.length) {
            throw new IOException("cut");
        }
        return this;
    }

    /** Holds the connection and says nothing until the client goes. */
    void fallSilent() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    static byte[] frameBytes(int opcode, byte[] payload) {
        var frame = ByteBuffer.allocate(payload.length + 10).put((byte) opcode);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 1 << 16) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload).flip();
        var bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    private byte[] readPayload() throws IOException {
        var size = in.readUnsignedByte() & 0x7F;
        var length = size == 127 ? in.readLong() : size == 126 ? in.readUnsignedShort() : size;
        var mask = in.readNBytes(4);
        var payload = in.readNBytes((int) length);
        for (var i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    private static byte[] shaken(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.ISO_8859_1));
            return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
