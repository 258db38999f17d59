package io.assay.chain.rpc;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Opens WebSockets. One event loop serves all of a client's connections, of which there is one at a time. */
final class Dialer implements AutoCloseable {
    private static final int LINE_BYTES = 4096;
    private static final int HEADER_BYTES = 16 << 10;
    private static final int CHUNK_BYTES = 16 << 10;

    private final RpcSettings settings;
    private final RpcJson json;
    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("rpc-client", true), NioIoHandler.newFactory());

    Dialer(RpcSettings settings, RpcJson json) {
        this.settings = settings;
        this.json = json;
    }

    /**
     * Opens a WebSocket to the first of the host's addresses that takes one.
     *
     * @throws RpcException.Disconnected if none does
     */
    NodeChannel dial(Endpoint endpoint, Deadline deadline) throws InterruptedException {
        var addresses = Addresses.of(endpoint, deadline);
        RpcException.@Nullable Disconnected failure = null;
        for (var i = 0; i < addresses.size(); i++) {
            try {
                return dial(endpoint, addresses.get(i), deadline.left() / (addresses.size() - i));
            } catch (RpcException.Disconnected e) {
                failure = e;
            }
        }
        throw failure == null ? new RpcException.Disconnected(endpoint + " has no address") : failure;
    }

    private NodeChannel dial(Endpoint endpoint, InetSocketAddress address, long nanos) throws InterruptedException {
        var node = new NodeChannel(endpoint.toString(), handshaker(endpoint), settings, json);
        var connecting = bootstrap(endpoint, node).connect(address);
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                node.hangUp(new Ending.Broken(ChannelFaults.reason(done.cause())));
            }
        });
        return opened(node, connecting, nanos);
    }

    private static NodeChannel opened(NodeChannel node, ChannelFuture connecting, long nanos)
            throws InterruptedException {
        var isOpen = false;
        try {
            var failure = node.handshake().get(nanos, TimeUnit.NANOSECONDS);
            isOpen = failure.isEmpty();
            if (isOpen) {
                return node;
            }
            throw noConnection(node, failure.get().text());
        } catch (TimeoutException _) {
            throw noConnection(node, "it did not answer within the time limit");
        } catch (ExecutionException e) {
            throw new IllegalStateException("handshakes end with values", e);
        } finally {
            if (!isOpen) {
                node.hangUp(new Ending.Broken("it was given up"));
                var _ = connecting.channel().close();
            }
        }
    }

    private static RpcException.Disconnected noConnection(NodeChannel node, String reason) {
        return new RpcException.Disconnected(node.exchange().endpoint() + " gave no connection: " + reason);
    }

    private Bootstrap bootstrap(Endpoint endpoint, NodeChannel node) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.times().connect().toMillis() + 1))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (endpoint.tls()) {
                            channel.pipeline().addLast(Tls.handler(endpoint, settings.tls()));
                        }
                        channel.pipeline().addLast(new HttpClientCodec(LINE_BYTES, HEADER_BYTES, CHUNK_BYTES), node);
                    }
                });
    }

    private WebSocketClientHandshaker handshaker(Endpoint endpoint) {
        var headers = new DefaultHttpHeaders();
        endpoint.authorization().ifPresent(value -> headers.set(HttpHeaderNames.AUTHORIZATION, value));
        var bytes = settings.limits().messageBytes();
        var closeLimit = settings.times().heartbeat().toMillis();
        return WebSocketClientHandshakerFactory.newHandshaker(
                endpoint.target(),
                WebSocketVersion.V13,
                null,
                false,
                headers,
                bytes,
                true,
                false,
                closeLimit,
                false,
                false);
    }

    /** Closes what is open, and the thread. */
    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
