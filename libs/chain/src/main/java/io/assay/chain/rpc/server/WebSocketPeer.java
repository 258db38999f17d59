package io.assay.chain.rpc.server;

import io.assay.chain.rpc.MessageAssembly;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.concurrent.RejectedExecutionException;

/** A WebSocket client: its messages are answered in threads of their own, in any order. Its fields belong to its event loop. */
final class WebSocketPeer extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final System.Logger LOG = System.getLogger(WebSocketPeer.class.getName());

    private final Service service;
    private final MessageAssembly assembly;
    private final Work work;
    private final Outgoing outgoing;
    private final Subscriptions subscriptions;

    WebSocketPeer(Service service, Outgoing outgoing) {
        var settings = service.settings();
        this.service = service;
        this.outgoing = outgoing;
        this.assembly = new MessageAssembly(settings.limits().messageBytes());
        this.work = new Work(settings.requests(), settings.limits().messageBytes());
        this.subscriptions = new Subscriptions(settings.subscriptions(), service.json(), outgoing);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame _, ContinuationWebSocketFrame _ -> assemble(ctx, frame);
            case PingWebSocketFrame ping -> pong(ctx, ping);
            case PongWebSocketFrame _ -> {}
            case CloseWebSocketFrame close ->
                ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
            default -> leave(ctx, WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "JSON-RPC is text");
        }
    }

    private void assemble(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (!assembly.add(frame.content())) {
            leave(ctx, WebSocketCloseStatus.MESSAGE_TOO_BIG, "a message is too long");
        } else if (frame.isFinalFragment()) {
            serve(ctx, assembly.take());
        }
    }

    private void serve(ChannelHandlerContext ctx, byte[] message) {
        work.begin(message.length);
        ctx.channel().config().setAutoRead(!work.isFull());
        try {
            service.workers().execute(new Answering(ctx, () -> answer(ctx, message)));
        } catch (RejectedExecutionException _) {
            var _ = ctx.close();
        }
    }

    private void answer(ChannelHandlerContext ctx, byte[] message) {
        var reply = service.dispatcher().answer(message, subscriptions);
        // A request is in work until its answer is on its way: who does not read its answers is not read either.
        var sent =
                reply.body().map(outgoing::send).orElseGet(() -> ctx.channel().newSucceededFuture());
        sent.addListener(_ -> ctx.executor().execute(() -> served(ctx, message)));
        reply.opened().forEach(Subscription::begin);
    }

    private void served(ChannelHandlerContext ctx, byte[] message) {
        work.end(message.length);
        ctx.channel().config().setAutoRead(!work.isFull());
    }

    private static void pong(ChannelHandlerContext ctx, PingWebSocketFrame ping) {
        // A client that pings and does not read would make us keep its pongs.
        if (ctx.channel().isWritable()) {
            var _ = ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        switch (event) {
            case IdleStateEvent idle -> silent(ctx, idle.isFirst());
            case ServerClosing _ -> leave(ctx, WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, "the node is closing");
            default -> ctx.fireUserEventTriggered(event);
        }
    }

    private void silent(ChannelHandlerContext ctx, boolean isFirst) {
        if (isFirst) {
            var _ = ctx.writeAndFlush(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
        } else if (work.isIdle()) {
            var _ = ctx.close();
        }
    }

    private static void leave(ChannelHandlerContext ctx, WebSocketCloseStatus status, String reason) {
        ctx.writeAndFlush(new CloseWebSocketFrame(status, reason)).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        subscriptions.closeAll();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.log(System.Logger.Level.DEBUG, "{0} is cut off: {1}", ctx.channel().remoteAddress(), cause);
        // The decoder has said goodbye already if the client broke the protocol.
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
}
