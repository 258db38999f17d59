package io.assay.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A way to a store on which requests fare as they are told: most pass unchanged, some meet silence, errors, a cut or a
 * crawl. For trying out what a store's clients do then. Requests have no body: it is for reading.
 */
public final class RoughRoute implements AutoCloseable {
    private static final int MAX_HEAD = 1 << 16;
    private static final Pattern CHUNKED = Pattern.compile("(?i)\r\ntransfer-encoding: *chunked");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)");

    private final URI store;
    private final Guide guide;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private RoughRoute(URI store, Guide guide, ServerSocket server) {
        this.store = store;
        this.guide = guide;
        this.server = server;
    }

    /** Says how each request fares; is called before it is passed on, on a thread of its connection. */
    public interface Guide {
        /**
         * How a request fares.
         *
         * @param method as HEAD or GET
         * @param path bucket and key, as {@code /bucket/key}
         */
        Fate of(String method, String path);
    }

    /** How a request fares. */
    public sealed interface Fate {
        /** As if there were nothing between. */
        record Passes() implements Fate {}

        /** No answer, until the client gives up. */
        record Silence() implements Fate {}

        /** Refused with an HTTP status. */
        record Refused(int status) implements Fate {}

        /** The connection breaks after so many bytes of content. */
        record Cut(long bytes) implements Fate {}

        /** The content comes in parts of so many bytes, a part each tenth of a second. */
        record Crawl(int bytes) implements Fate {}
    }

    /** Opens a way to a store, at a free port on loopback. */
    public static RoughRoute to(URI store, Guide guide) {
        try {
            var route = new RoughRoute(store, guide, new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("route").start(route::accept);
            return route;
        } catch (IOException e) {
            throw new UncheckedIOException("no free port for a way to " + store, e);
        }
    }

    /** Where clients reach the store by this way. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                open.add(client);
                Thread.ofVirtual().name("route").start(() -> serve(client));
            }
        } catch (IOException _) {
            // The way is closed.
        }
    }

    private void serve(Socket client) {
        try (client;
                var upstream = new Socket(store.getHost(), store.getPort())) {
            client.setTcpNoDelay(true);
            var requests = new BufferedInputStream(client.getInputStream());
            var answers = new BufferedInputStream(upstream.getInputStream());
            while (fares(head(requests), client, requests, upstream, answers)) {
                client.getOutputStream().flush();
            }
        } catch (IOException | InterruptedException _) {
            // One of both hung up.
        } finally {
            open.remove(client);
        }
    }

    /** Whether the connection stays open for another request. */
    private boolean fares(String request, Socket client, InputStream requests, Socket upstream, InputStream answers)
            throws IOException, InterruptedException {
        var line = request.substring(0, request.indexOf('\r')).split(" ", -1);
        var fate = guide.of(line[0], line[1]);
        if (fate instanceof Fate.Silence) {
            return requests.read() >= 0;
        }
        var out = client.getOutputStream();
        if (fate instanceof Fate.Refused(var status)) {
            out.write(("HTTP/1.1 " + status + " Refused\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
            return true;
        }
        upstream.getOutputStream().write(request.getBytes(ISO_8859_1));
        var answer = head(answers);
        out.write(answer.getBytes(ISO_8859_1));
        if (line[0].equals("HEAD")) {
            return true;
        }
        return CHUNKED.matcher(answer).find() ? chunks(answers, out) : content(length(answer), fate, answers, out);
    }

    /** A refusal's text; what objects hold has a length. */
    private static boolean chunks(InputStream answers, OutputStream out) throws IOException {
        for (var left = -1; left != 0; ) {
            var line = line(answers);
            left = Integer.parseInt(line.strip(), 16);
            out.write(line.getBytes(ISO_8859_1));
            out.write(answers.readNBytes(left + 2));
        }
        return true;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        while (line.isEmpty() || line.charAt(line.length() - 1) != '\n') {
            var b = in.read();
            if (b < 0 || line.length() > MAX_HEAD) {
                throw new EOFException("no whole line");
            }
            line.append((char) b);
        }
        return line.toString();
    }

    private static boolean content(long length, Fate fate, InputStream answers, OutputStream out)
            throws IOException, InterruptedException {
        var whole = fate instanceof Fate.Cut(var bytes) ? Math.min(bytes, length) : length;
        var step = fate instanceof Fate.Crawl(var bytes) ? bytes : 1 << 16;
        for (var left = whole; left > 0; ) {
            var part = answers.readNBytes((int) Math.min(step, left));
            if (part.length == 0) {
                throw new EOFException("the store ended early");
            }
            out.write(part);
            left -= part.length;
            if (fate instanceof Fate.Crawl) {
                Thread.sleep(100);
            }
        }
        return whole == length;
    }

    private static long length(String answer) {
        var found = LENGTH.matcher(answer);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (var line = line(in); ; line = line(in)) {
            head.append(line);
            if (line.equals("\r\n") || head.length() > MAX_HEAD) {
                return head.toString();
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the way to " + store + " does not close", e);
        }
    }
}
