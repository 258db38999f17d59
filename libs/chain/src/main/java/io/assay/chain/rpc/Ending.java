package io.assay.chain.rpc;

/** Why a connection is over. */
sealed interface Ending {
    /** It broke, or was broken off. */
    record Broken(String why) implements Ending {}

    /** The node does not keep to the protocol. */
    record Malformed(String what) implements Ending {}

    /** A message beyond the limit. */
    record TooLarge(int limit) implements Ending {}

    /** The node could not read one of our calls, and does not say which. */
    record Unread(RpcFault fault) implements Ending {}

    /** As what a call, or a subscription, learns it that was waiting. */
    default RpcException toException(String endpoint, String method) {
        var subject = endpoint + " did not answer " + method + ": " + text();
        return switch (this) {
            case Broken _ -> new RpcException.Disconnected(subject);
            case Malformed(var what) -> new RpcException.MalformedAnswer(subject, what);
            case TooLarge _ -> new RpcException.TooLarge(subject);
            case Unread(var fault) -> new RpcException.RpcError(endpoint, method + " or another call", fault);
        };
    }

    /** The end of a sentence about the node, fit for a log. */
    default String text() {
        return switch (this) {
            case Broken(var why) -> why;
            case Malformed(var what) -> "it sent a message that is " + what;
            case TooLarge(var limit) -> "it sent a message of more than " + limit + " bytes";
            case Unread(var fault) -> "it could not read a call: " + fault.code() + " " + PlainText.of(fault.message());
        };
    }
}
