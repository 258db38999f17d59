package io.assay.localnet.part;

import io.assay.command.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** The ports of a localnet, all on loopback, counted from a base. */
public record Ports(int base) {
    /** The broker. */
    public int kafka() {
        return base + 1;
    }

    /** The store. */
    public int s3() {
        return base + 2;
    }

    /** The chain's node. */
    public int chain() {
        return base + 3;
    }

    /** A service's API, by the service's place in the flow from 1. */
    public int service(int place) {
        return base + 10 + place;
    }

    /** A service's health and metrics. */
    public int management(int place) {
        return base + 20 + place;
    }

    /** Refuses to start where something else listens already. */
    public void requireFree() {
        IntStream.of(1, 2, 3, 11, 12, 13, 14, 21, 22, 23, 24)
                .map(offset -> base + offset)
                .forEach(Ports::requireFree);
    }

    private static void requireFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException _) {
            throw new UsageException("port " + port
                    + " is in use: stop what listens there, or choose other ports with --port-base (another localnet"
                    + " may be running)");
        }
    }
}
