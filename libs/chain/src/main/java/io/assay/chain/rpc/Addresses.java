package io.assay.chain.rpc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A host's addresses. Looking them up cannot be interrupted, so a thread of its own waits for a slow resolver. */
final class Addresses {
    private static final int MOST = 4;

    private Addresses() {}

    static List<InetSocketAddress> of(Endpoint endpoint, Deadline deadline) throws InterruptedException {
        var lookup = new FutureTask<>(() -> InetAddress.getAllByName(endpoint.host()));
        Thread.ofVirtual().name("rpc-lookup").start(lookup);
        try {
            return Arrays.stream(lookup.get(deadline.left(), TimeUnit.NANOSECONDS))
                    .limit(MOST)
                    .map(address -> new InetSocketAddress(address, endpoint.port()))
                    .toList();
        } catch (ExecutionException e) {
            throw new RpcException.Disconnected(endpoint
                    + (e.getCause() instanceof UnknownHostException
                            ? " names an unknown host"
                            : " cannot be looked up"));
        } catch (TimeoutException _) {
            throw new RpcException.Disconnected(endpoint + " could not be looked up within the time limit");
        }
    }
}
