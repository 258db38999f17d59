package io.assay.chain.rpc.server;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/** Makes a WebSocket client of an HTTP client (RFC 6455, section 4.2). */
final class WebSocketUpgrade {
    private WebSocketUpgrade() {}

    static boolean isWanted(FullHttpRequest request) {
        return request.method().equals(HttpMethod.GET)
                && request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    static void make(ChannelHandlerContext ctx, FullHttpRequest request, Service service) {
        var version = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
        var bytes = service.settings().limits().messageBytes();
        var config =
                WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(bytes).build();
        var handshaker = new WebSocketServerHandshakerFactory("", null, config).newHandshaker(request);
        if (handshaker == null || !WebSocketVersion.V13.toHttpHeaderValue().equals(version)) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel())
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        try {
            var shaken = handshaker.handshake(ctx.channel(), request);
            replace(ctx, service);
            shaken.addListener(_ -> ctx.channel().config().setAutoRead(true));
        } catch (WebSocketHandshakeException _) {
            var _ = ctx.close();
        }
    }

    private static void replace(ChannelHandlerContext ctx, Service service) {
        var nanos = service.settings().idle().toNanos();
        ctx.pipeline()
                .addFirst(new IdleStateHandler(nanos, 0, 0, TimeUnit.NANOSECONDS))
                .replace(ctx.handler(), "websocket", new WebSocketPeer(service, new Outgoing(ctx.channel())));
    }
}
