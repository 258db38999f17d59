package io.assay.service.s3;

import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is made to allowed addresses only. What is checked is the address that is connected to, not the name:
 * a name that resolves to another address the second time gains nothing.
 */
final class GuardedChannel extends NioSocketChannel {
    private final Predicate<InetAddress> allowed;
    private @Nullable AddressRefusedException refusal;

    GuardedChannel(Predicate<InetAddress> allowed) {
        this.allowed = allowed;
    }

    @Override
    protected boolean doConnect(SocketAddress remote, @Nullable SocketAddress local) throws Exception {
        if (remote instanceof InetSocketAddress internet
                && internet.getAddress() != null
                && !allowed.test(internet.getAddress())) {
            refusal = new AddressRefusedException(internet);
            afterWhatRuns(() -> unsafe().finishConnect());
            return false;
        }
        return super.doConnect(remote, local);
    }

    @Override
    protected void doFinishConnect() throws Exception {
        if (refusal != null) {
            throw refusal;
        }
        super.doFinishConnect();
    }

    /**
     * The SDK's pool asks for its first connection and only then listens for the failure, both in one task of one of the
     * group's threads: a failure that comes before is lost, and the request waits until its time is up.
     */
    private void afterWhatRuns(Runnable then) {
        var loops =
                StreamSupport.stream(eventLoop().parent().spliterator(), false).toList();
        var left = new AtomicInteger(loops.size());
        for (var loop : loops) {
            loop.execute(() -> {
                if (left.decrementAndGet() == 0) {
                    eventLoop().execute(then);
                }
            });
        }
    }
}
