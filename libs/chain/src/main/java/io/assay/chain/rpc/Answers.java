package io.assay.chain.rpc;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** Waits for a call's answer. */
final class Answers {
    private Answers() {}

    /**
     * The result of a call.
     *
     * @throws RpcException if there is none by the deadline
     */
    static JsonNode of(SentCall call, Exchange exchange, Deadline deadline) {
        return switch (outcome(call, exchange, deadline)) {
            case Outcome.Answered(var value) -> value;
            case Outcome.Refused(var fault) ->
                throw new RpcException.RpcError(exchange.endpoint(), call.method(), fault);
            case Outcome.Lost(var ending) -> throw ending.toException(exchange.endpoint(), call.method());
        };
    }

    private static Outcome outcome(SentCall call, Exchange exchange, Deadline deadline) {
        try {
            return call.outcome().get(deadline.left(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            if (exchange.abandon(call)) {
                throw new RpcException.Unanswered(
                        exchange.endpoint() + " did not answer " + call.method() + " within the time limit");
            }
            return call.outcome().join();
        } catch (InterruptedException _) {
            exchange.abandon(call);
            Thread.currentThread().interrupt();
            throw new RpcException.Interrupted(call.method());
        } catch (ExecutionException e) {
            throw new IllegalStateException("outcomes are values", e);
        }
    }
}
