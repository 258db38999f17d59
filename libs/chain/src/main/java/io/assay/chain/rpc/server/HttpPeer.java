package io.assay.chain.rpc.server;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An HTTP client, one request after the other, until it becomes a WebSocket client or goes. Its fields belong to its event loop. */
final class HttpPeer extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final System.Logger LOG = System.getLogger(HttpPeer.class.getName());
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final byte[] NOTHING = {};

    private final Service service;
    private @Nullable Future<?> deadline;

    HttpPeer(Service service) {
        this.service = service;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        rearm(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        ctx.channel().config().setAutoRead(false);
        var path = request.uri().split("\\?", 2)[0];
        if (request.decoderResult().isFailure()) {
            refuse(ctx, HttpResponseStatus.BAD_REQUEST, false, "this is not HTTP");
        } else if (!path.equals("/")) {
            refuse(ctx, HttpResponseStatus.NOT_FOUND, isKept(request), "JSON-RPC is at /");
        } else if (WebSocketUpgrade.isWanted(request)) {
            WebSocketUpgrade.make(ctx, request, service);
        } else {
            post(ctx, request);
        }
    }

    private void post(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            refuse(ctx, HttpResponseStatus.METHOD_NOT_ALLOWED, isKept(request), "JSON-RPC is by POST, or by WebSocket");
        } else if (!isJson(request)) {
            // Also what a page of another site cannot send without being asked.
            refuse(ctx, HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, isKept(request), "Content-Type must be " + JSON);
        } else {
            serve(ctx, ByteBufUtil.getBytes(request.content()), isKept(request));
        }
    }

    private void serve(ChannelHandlerContext ctx, byte[] message, boolean keep) {
        try {
            service.workers().execute(new Answering(ctx, () -> answer(ctx, message, keep)));
        } catch (RejectedExecutionException _) {
            var _ = ctx.close();
        }
    }

    private void answer(ChannelHandlerContext ctx, byte[] message, boolean keep) {
        var body = service.dispatcher().answer(message, null).body();
        var status = body.isPresent() ? HttpResponseStatus.OK : HttpResponseStatus.NO_CONTENT;
        ctx.executor().execute(() -> respond(ctx, status, keep, JSON, body.orElse(NOTHING)));
    }

    private void refuse(ChannelHandlerContext ctx, HttpResponseStatus status, boolean keep, String what) {
        respond(ctx, status, keep, TEXT, (what + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void respond(ChannelHandlerContext ctx, HttpResponseStatus status, boolean keep, String type, byte[] body) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
            HttpUtil.setContentLength(response, body.length);
        }
        if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            response.headers().set(HttpHeaderNames.ALLOW, HttpMethod.POST);
        }
        HttpUtil.setKeepAlive(response, keep);
        var sent = ctx.writeAndFlush(response);
        if (keep) {
            sent.addListener(_ -> next(ctx));
        } else {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void next(ChannelHandlerContext ctx) {
        rearm(ctx);
        ctx.channel().config().setAutoRead(true);
    }

    private static void cutOff(ChannelHandlerContext ctx) {
        var _ = ctx.close();
    }

    private void rearm(ChannelHandlerContext ctx) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        var nanos = service.settings().idle().toNanos();
        deadline = ctx.executor().schedule(() -> cutOff(ctx), nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ServerClosing) {
            var _ = ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.log(System.Logger.Level.DEBUG, "{0} is cut off: {1}", ctx.channel().remoteAddress(), cause);
        var _ = ctx.close();
    }

    private static boolean isKept(FullHttpRequest request) {
        return HttpUtil.isKeepAlive(request);
    }

    private static boolean isJson(FullHttpRequest request) {
        var type = String.valueOf(HttpUtil.getMimeType(request)).toLowerCase(Locale.ROOT);
        return type.trim().equals(HttpHeaderValues.APPLICATION_JSON.toString());
    }
}
