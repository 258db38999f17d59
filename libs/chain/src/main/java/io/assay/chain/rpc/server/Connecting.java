package io.assay.chain.rpc.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import java.nio.charset.StandardCharsets;

/** What a new connection meets: handlers, or a refusal if there are too many. */
final class Connecting extends ChannelInitializer<Channel> {
    private static final int LINE_BYTES = 4096;
    private static final int HEADER_BYTES = 16 << 10;
    private static final int CHUNK_BYTES = 16 << 10;
    private static final byte[] FULL = """
            HTTP/1.1 503 Service Unavailable\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Length: 29\r
            Connection: close\r
            \r
            too many connections at once
            """.getBytes(StandardCharsets.UTF_8);

    private final Service service;
    private final ChannelGroup open;

    Connecting(Service service, ChannelGroup open) {
        this.service = service;
        this.open = open;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (open.size() >= service.settings().connections()) {
            channel.pipeline().addLast(new Refusing());
            return;
        }
        open.add(channel);
        channel.pipeline()
                .addLast(
                        new HttpServerCodec(LINE_BYTES, HEADER_BYTES, CHUNK_BYTES),
                        new HttpObjectAggregator(service.settings().limits().messageBytes(), true),
                        // One read may bring many requests; they wait here while reading is off.
                        new FlowControlHandler(),
                        new HttpPeer(service));
    }

    private static final class Refusing extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(Unpooled.wrappedBuffer(FULL)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
