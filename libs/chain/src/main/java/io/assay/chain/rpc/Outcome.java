package io.assay.chain.rpc;

import tools.jackson.databind.JsonNode;

/** What became of a call that was sent. */
sealed interface Outcome {
    record Answered(JsonNode value) implements Outcome {}

    record Refused(RpcFault fault) implements Outcome {}

    record Lost(Ending ending) implements Outcome {}
}
