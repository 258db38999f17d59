package io.assay.chain.rpc;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One WebSocket, from the handshake to its end: messages from frames, heartbeat. Its fields belong to its event loop. */
final class NodeChannel extends SimpleChannelInboundHandler<Object> implements Wire {
    private final WebSocketClientHandshaker handshaker;
    private final RpcSettings settings;
    private final MessageAssembly assembly;
    private final Heartbeat heartbeat;
    private final Exchange exchange;
    private final CompletableFuture<Optional<Ending>> handshake = new CompletableFuture<>();
    private volatile @Nullable ChannelHandlerContext context;

    NodeChannel(String endpoint, WebSocketClientHandshaker handshaker, RpcSettings settings, RpcJson json) {
        this.handshaker = handshaker;
        this.settings = settings;
        this.assembly = new MessageAssembly(settings.limits().messageBytes());
        this.heartbeat = new Heartbeat(settings.times().heartbeat());
        this.exchange = new Exchange(endpoint, settings, json, this);
    }

    Exchange exchange() {
        return exchange;
    }

    /** Completed when the handshake is over: empty if the node took it, else why there is no connection. */
    CompletableFuture<Optional<Ending>> handshake() {
        return handshake;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        var _ = handshaker.handshake(ctx.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object message) {
        switch (message) {
            case HttpResponse response -> shakeHands(ctx, response);
            case WebSocketFrame frame -> take(ctx, frame);
            // An answer's body is of no interest, however long.
            default -> {}
        }
    }

    private void shakeHands(ChannelHandlerContext ctx, HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            hangUp(new Ending.Broken("its answer to the handshake is none of HTTP"));
            return;
        }
        handshaker.finishHandshake(ctx.channel(), headOf(response));
        var nanos = settings.times().heartbeat().toNanos();
        // With a fixed rate, beats that a long pause held up would come all at once.
        var beats = ctx.executor().scheduleWithFixedDelay(() -> beat(ctx), nanos, nanos, TimeUnit.NANOSECONDS);
        ctx.channel().closeFuture().addListener(_ -> beats.cancel(false));
        handshake.complete(Optional.empty());
    }

    private static FullHttpResponse headOf(HttpResponse response) {
        return new DefaultFullHttpResponse(
                response.protocolVersion(),
                response.status(),
                Unpooled.EMPTY_BUFFER,
                response.headers(),
                EmptyHttpHeaders.INSTANCE);
    }

    private void take(ChannelHandlerContext ctx, WebSocketFrame frame) {
        heartbeat.heard();
        switch (frame) {
            case TextWebSocketFrame _, ContinuationWebSocketFrame _ -> assemble(frame);
            case PingWebSocketFrame ping -> pong(ctx, ping);
            case PongWebSocketFrame _ -> {}
            case CloseWebSocketFrame close ->
                hangUp(new Ending.Broken("it closed the connection with status " + close.statusCode()));
            case BinaryWebSocketFrame _ -> hangUp(new Ending.Malformed("binary"));
            default -> hangUp(new Ending.Malformed("of an unknown kind"));
        }
    }

    private void assemble(WebSocketFrame frame) {
        if (!assembly.add(frame.content())) {
            hangUp(new Ending.TooLarge(settings.limits().messageBytes()));
        } else if (frame.isFinalFragment()) {
            heartbeat.messageHeard();
            exchange.take(assembly.take());
        }
    }

    private static void pong(ChannelHandlerContext ctx, PingWebSocketFrame ping) {
        // A node that pings and does not read would make us keep its pongs.
        if (ctx.channel().isWritable()) {
            var _ = ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        }
    }

    private void beat(ChannelHandlerContext ctx) {
        heartbeat.beat(assembly.begun()).ifPresentOrElse(this::hangUp, () -> ping(ctx));
    }

    private static void ping(ChannelHandlerContext ctx) {
        var _ = ctx.writeAndFlush(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
    }

    @Override
    public void send(byte[] utf8) {
        var ctx = context;
        if (ctx != null) {
            ctx.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(utf8)))
                    .addListener(sent -> {
                        if (!sent.isSuccess()) {
                            hangUp(new Ending.Broken("it cannot be written to: " + ChannelFaults.reason(sent.cause())));
                        }
                    });
        }
    }

    @Override
    public void hangUp(Ending ending) {
        handshake.complete(Optional.of(ending));
        exchange.end(ending);
        var ctx = context;
        if (ctx != null) {
            var _ = ctx.close();
        }
    }

    /** Says goodbye and hangs up; does not wait. */
    void leave() {
        var ctx = context;
        if (ctx != null && ctx.channel().isWritable()) {
            var _ = ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
        }
        hangUp(new Ending.Broken("the client was closed"));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        hangUp(new Ending.Broken("the connection broke"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        hangUp(ChannelFaults.ending(cause, settings.limits().messageBytes()));
    }
}
