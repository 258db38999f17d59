package io.assay.chain.rpc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A node on a plain socket that does, for each connection, what a script says: the n-th connection gets the n-th script, the last for all after. */
final class ScriptedNode implements AutoCloseable {
    private final ServerSocket server;
    private final List<Script> scripts;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private ScriptedNode(ServerSocket server, List<Script> scripts) {
        this.server = server;
        this.scripts = scripts;
    }

    /** What happens on a connection; when it returns or throws, the connection is cut. */
    @FunctionalInterface
    interface Script {
        void play(NodeSocket socket) throws IOException, InterruptedException;
    }

    static ScriptedNode start(Script... scripts) throws IOException {
        var node = new ScriptedNode(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), List.of(scripts));
        Thread.ofVirtual().start(node::accept);
        return node;
    }

    Endpoint endpoint() {
        return Endpoint.parse("ws://127.0.0.1:" + server.getLocalPort());
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                open.add(socket);
                var script = scripts.get(Math.min(connections.getAndIncrement(), scripts.size() - 1));
                Thread.ofVirtual().start(() -> play(script, socket));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private static void play(Script script, Socket socket) {
        try (socket) {
            script.play(new NodeSocket(socket));
        } catch (IOException _) {
            // The client has gone, as many scripts want it to.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
