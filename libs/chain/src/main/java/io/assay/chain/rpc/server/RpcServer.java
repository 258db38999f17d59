package io.assay.chain.rpc.server;

import io.assay.chain.ChainException;
import io.assay.chain.rpc.RpcJson;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * JSON-RPC 2.0 over WebSocket, with subscriptions, and over HTTP POST, at one port. It has no authentication and lets pages of
 * any origin in: what is registered must be public, and what it takes must be signed.
 */
public final class RpcServer implements AutoCloseable {
    private static final int LOOPS = 2;
    private static final int GOODBYE_SECONDS = 1;
    private static final int LAST_WORK_SECONDS = 5;

    private final EventLoopGroup loops;
    private final ExecutorService workers;
    private final ChannelGroup open;
    private final Channel listening;

    private RpcServer(EventLoopGroup loops, ExecutorService workers, ChannelGroup open, Channel listening) {
        this.loops = loops;
        this.workers = workers;
        this.open = open;
        this.listening = listening;
    }

    /**
     * Starts a server.
     *
     * @throws ChainException if the address cannot be used
     */
    public static RpcServer start(RpcServerSettings settings, RpcMethods methods) {
        var loops = new MultiThreadIoEventLoopGroup(
                LOOPS, new DefaultThreadFactory("rpc-server", true), NioIoHandler.newFactory());
        var workers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("rpc-request-", 0).factory());
        var json = new RpcJson(settings.limits());
        var service = new Service(settings, json, new Dispatcher(methods, json, settings), workers);
        var open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var binding = bootstrap(loops, settings, new Connecting(service, open)).bind(settings.address());
        if (!binding.awaitUninterruptibly().isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
            workers.close();
            throw new ChainException(
                    "RPC server cannot listen on " + settings.address() + ": "
                            + binding.cause().getMessage(),
                    binding.cause());
        }
        return new RpcServer(loops, workers, open, binding.channel());
    }

    private static ServerBootstrap bootstrap(EventLoopGroup loops, RpcServerSettings settings, Connecting connecting) {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(settings.queuedBytes(), settings.queuedBytes()))
                .childHandler(connecting);
    }

    /** Where a client on this machine reaches it: {@code ws://host:port}. */
    public URI uri() {
        var address = (InetSocketAddress) listening.localAddress();
        var reachable =
                address.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address.getAddress();
        var host = reachable.getHostAddress();
        return URI.create("ws://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /** Takes no more connections, says goodbye to those there are, and interrupts what is in work. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        open.forEach(channel -> channel.pipeline().fireUserEventTriggered(new ServerClosing()));
        open.newCloseFuture().awaitUninterruptibly(GOODBYE_SECONDS, TimeUnit.SECONDS);
        open.close().awaitUninterruptibly();
        workers.shutdownNow();
        try {
            workers.awaitTermination(LAST_WORK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        loops.shutdownGracefully(0, GOODBYE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
