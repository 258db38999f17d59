package io.assay.chain.rpc;

/**
 * Why a call has no result. Messages name the call and the endpoint without its credentials, and are fit for a log whatever the
 * node has sent.
 */
public abstract sealed class RpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private RpcException(String message) {
        super(message);
    }

    /** The node refused the call, or could not serve it. */
    public static final class RpcError extends RpcException {
        private static final long serialVersionUID = 1L;

        private final transient RpcFault fault;

        RpcError(String endpoint, String method, RpcFault fault) {
            super(endpoint + " refused " + method + " with error " + fault.code() + ": " + PlainText.of(fault.message())
                    + (fault.data() == null
                            ? ""
                            : " (" + PlainText.of(fault.data().toString()) + ")"));
            this.fault = fault;
        }

        /** What the node said, unchanged: its text may contain anything. */
        public RpcFault fault() {
            return fault;
        }
    }

    /** No answer within the time limit. Whether the node has taken the call is unknown, unless the message says that it was not sent. */
    public static final class Unanswered extends RpcException {
        private static final long serialVersionUID = 1L;

        Unanswered(String message) {
            super(message);
        }
    }

    /**
     * No connection, or one that broke after the call was sent and before it was answered. Whether the node has taken a call that was
     * sent is unknown: the caller decides whether to repeat it.
     */
    public static final class Disconnected extends RpcException {
        private static final long serialVersionUID = 1L;

        Disconnected(String message) {
            super(message);
        }
    }

    /** The node sent what is not JSON-RPC; the connection is given up, with all calls that were waiting on it. */
    public static final class MalformedAnswer extends RpcException {
        private static final long serialVersionUID = 1L;

        private final String what;

        MalformedAnswer(String message, String what) {
            super(message);
            this.what = what;
        }

        /** What is wrong, without any of the node's text. */
        public String what() {
            return what;
        }
    }

    /** The call was larger than {@link RpcLimits#messageBytes} and was not sent; or the node sent such a message, and the connection is given up. */
    public static final class TooLarge extends RpcException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message);
        }
    }

    /** Every endpoint answers, and every one with another chain than the expected. */
    public static final class OtherChain extends RpcException {
        private static final long serialVersionUID = 1L;

        private final String endpoint;
        private final String expected;
        private final String found;

        OtherChain(String endpoint, String expected, String found) {
            super(endpoint + " serves another chain: its genesis is " + found + ", expected: " + expected
                    + "; correct the endpoint, or the genesis hash of the settings");
            this.endpoint = endpoint;
            this.expected = expected;
            this.found = found;
        }

        OtherChain again() {
            return new OtherChain(endpoint, expected, found);
        }

        /** Genesis hash of the settings, or of the first node. */
        public String expected() {
            return expected;
        }

        /** Genesis hash of this node. */
        public String found() {
            return found;
        }
    }

    /** The calling thread was interrupted; it is marked so again. */
    public static final class Interrupted extends RpcException {
        private static final long serialVersionUID = 1L;

        Interrupted(String call) {
            super(call + " was interrupted");
        }
    }
}
