package io.assay.chain.rpc.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;

/** Messages to one WebSocket client, bounded: who does not take them is cut off. Safe for several threads. */
final class Outgoing {
    private static final System.Logger LOG = System.getLogger(Outgoing.class.getName());

    private final Channel channel;

    /** To a channel whose high water mark is the bound. */
    Outgoing(Channel channel) {
        this.channel = channel;
    }

    /** Sends a message; done once the system has it, failed if the client is gone or cut off. Does not wait. */
    ChannelFuture send(byte[] utf8) {
        if (channel.isActive() && !channel.isWritable()) {
            LOG.log(System.Logger.Level.WARNING, "{0} reads too slowly and is cut off", channel.remoteAddress());
            var _ = channel.close();
            return channel.newFailedFuture(new IOException("the client reads too slowly"));
        }
        return channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(utf8)));
    }

    boolean isOpen() {
        return channel.isActive();
    }
}
