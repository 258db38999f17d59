package io.assay.chain.rpc.server;

import io.netty.channel.ChannelHandlerContext;

/** One message in work. An error of the JVM's in it ends the connection: an answer that never comes would keep the client waiting. */
record Answering(ChannelHandlerContext context, Runnable work) implements Runnable {
    @Override
    public void run() {
        var isDone = false;
        try {
            work.run();
            isDone = true;
        } finally {
            if (!isDone) {
                var _ = context.close();
            }
        }
    }
}
