package io.assay.localnet.part;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.assay.miner.Miner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tells by HTTP what the miners of this process have done: 200 while all of them run, else 503. */
public final class MinerHealth implements AutoCloseable {
    private final HttpServer server;

    private MinerHealth(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts to tell.
     *
     * @param address port 0 for any free one
     * @throws IllegalStateException when the address cannot be had
     */
    public static MinerHealth start(InetSocketAddress address, Supplier<List<Miner>> miners) {
        try {
            var server = HttpServer.create(address, 0);
            server.createContext("/", exchange -> answer(exchange, miners.get()));
            server.start();
            return new MinerHealth(server);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "nothing can be told of the miners on " + address + ": " + e.getMessage(), e);
        }
    }

    /** Where it is told. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, List<Miner> miners) throws IOException {
        try (exchange) {
            var body = miners.stream()
                    .map(MinerHealth::line)
                    .collect(Collectors.joining())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(miners.stream().allMatch(Miner::running) ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String line(Miner miner) {
        var did = miner.status();
        return miner.plan() + " " + miner.hotkey() + (miner.running() ? "" : " ENDED") + " trained " + did.trained()
                + " uploaded " + did.uploaded() + " skipped " + did.skipped() + " failed " + did.failed() + "\n";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
