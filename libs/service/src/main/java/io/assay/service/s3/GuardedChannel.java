package io.assay.service.s3;

import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is made to allowed addresses only. What is checked is the address that is connected to, not the name:
 * a name that resolves to another address the second time gains nothing.
 */
final class GuardedChannel extends NioSocketChannel {
    private final Predicate<InetAddress> allowed;

    GuardedChannel(Predicate<InetAddress> allowed) {
        this.allowed = allowed;
    }

    @Override
    protected boolean doConnect(SocketAddress remote, @Nullable SocketAddress local) throws Exception {
        if (remote instanceof InetSocketAddress internet
                && internet.getAddress() != null
                && !allowed.test(internet.getAddress())) {
            throw new AddressRefusedException(internet);
        }
        return super.doConnect(remote, local);
    }
}
