package io.assay.chain.rpc;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import java.net.ConnectException;

/** What a fault of a channel means, in words that are not the node's: it may repeat what was sent to it, credentials too. */
final class ChannelFaults {
    private ChannelFaults() {}

    static Ending ending(Throwable fault, int messageBytes) {
        return switch (fault) {
            case CorruptedWebSocketFrameException corrupted -> corrupted(corrupted, messageBytes);
            default ->
                fault.getCause() instanceof CorruptedWebSocketFrameException corrupted
                        ? corrupted(corrupted, messageBytes)
                        : new Ending.Broken(reason(fault));
        };
    }

    private static Ending corrupted(CorruptedWebSocketFrameException fault, int messageBytes) {
        return fault.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)
                ? new Ending.TooLarge(messageBytes)
                : new Ending.Malformed("no WebSocket frame (" + PlainText.of(String.valueOf(fault.getMessage())) + ")");
    }

    /** The end of a sentence about the node. */
    static String reason(Throwable fault) {
        return switch (fault) {
            case WebSocketClientHandshakeException handshake -> "it does not take a WebSocket" + status(handshake);
            case ConnectException refused -> PlainText.of(String.valueOf(refused.getMessage()));
            case IOException io -> io.getClass().getSimpleName() + ": " + PlainText.of(String.valueOf(io.getMessage()));
            default ->
                fault.getCause() instanceof IOException io
                        ? reason(io)
                        : fault.getClass().getSimpleName();
        };
    }

    private static String status(WebSocketClientHandshakeException fault) {
        var response = fault.response();
        return response == null ? "" : " (HTTP status " + response.status().code() + ")";
    }
}
