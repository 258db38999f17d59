package io.assay.chain.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.assay.chain.Chain;
import io.assay.chain.ChainException;
import io.assay.chain.ChainJson;
import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.NotOnChainException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves a chain over HTTP as JSON, errors as problem documents (RFC 9457). It has no authentication: everything it
 * shows is public on a chain, and what it takes is signed.
 */
public final class ChainNode implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ChainNode.class.getName());

    private final HttpServer server;
    private final ExecutorService workers;

    private ChainNode(HttpServer server, ExecutorService workers) {
        this.server = server;
        this.workers = workers;
    }

    /**
     * Starts a node that only this machine can reach.
     *
     * @param port 0 for any free one
     * @throws ChainException if the port cannot be used
     */
    public static ChainNode start(Chain chain, int port) {
        return start(chain, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /**
     * Starts a node.
     *
     * @param chain not closed with the node
     * @param address to listen on; port 0 for any free one
     * @throws ChainException if the address cannot be used
     */
    public static ChainNode start(Chain chain, InetSocketAddress address) {
        try {
            var server = HttpServer.create(address, 0);
            var workers = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(workers);
            server.createContext("/", new Handler(new Routes(chain))::handle);
            server.start();
            return new ChainNode(server, workers);
        } catch (IOException e) {
            throw new ChainException("chain node cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    /** Where a client on this machine reaches it. */
    public URI uri() {
        var address = server.getAddress();
        var host = address.getAddress().isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress().getHostAddress()
                : address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /** Takes no more requests and breaks off those being served. */
    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private record Handler(Routes routes) {
        void handle(HttpExchange exchange) throws IOException {
            try (exchange) {
                var reply = answer(exchange);
                send(exchange, reply);
            }
        }

        private Routes.Reply answer(HttpExchange exchange) throws IOException {
            try {
                return routes.answer(exchange.getRequestMethod(), exchange.getRequestURI(), body(exchange));
            } catch (RequestException e) {
                return problem(e.status(), "the request cannot be served", e);
            } catch (NotOnChainException e) {
                return problem(404, "not on the chain", e);
            } catch (ChainException e) {
                return problem(503, "the chain does not answer", e);
            } catch (ExtrinsicRefusedException e) {
                return new Routes.Reply(422, new Wire.Problem("extrinsic refused", 422, e.detail(), e.errorName()));
            } catch (RuntimeException e) {
                // The server would close the connection without a word.
                LOG.log(System.Logger.Level.ERROR, "a request could not be answered", e);
                return new Routes.Reply(500, new Wire.Problem("fault of the node", 500, "see the node's log", null));
            }
        }

        private static Routes.Reply problem(int status, String title, RuntimeException e) {
            return new Routes.Reply(status, new Wire.Problem(title, status, String.valueOf(e.getMessage()), null));
        }

        private static byte[] body(HttpExchange exchange) throws IOException {
            var body = exchange.getRequestBody().readNBytes(Wire.MAX_REQUEST_BYTES + 1);
            if (body.length > Wire.MAX_REQUEST_BYTES) {
                throw new RequestException(413, "the body is larger than " + Wire.MAX_REQUEST_BYTES + " bytes");
            }
            return body;
        }

        private static void send(HttpExchange exchange, Routes.Reply reply) throws IOException {
            var body = ChainJson.write(reply.body());
            exchange.getResponseHeaders().set("Content-Type", reply.status() < 400 ? Wire.JSON : Wire.PROBLEM);
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
