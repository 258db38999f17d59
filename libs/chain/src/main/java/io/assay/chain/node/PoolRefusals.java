package io.assay.chain.node;

import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.rpc.server.RpcRefusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/** Refusals of the pool in the words of Substrate's nodes. */
final class PoolRefusals {
    private static final int BAD_FORMAT = 1001;
    private static final int INVALID = 1010;
    private static final int UNKNOWN = 1011;
    private static final int ALREADY_IMPORTED = 1013;
    private static final int IMMEDIATELY_DROPPED = 1016;

    private PoolRefusals() {}

    static RpcRefusal of(ExtrinsicRefusedException refused) {
        if (refused.customCode().isPresent()) {
            return invalid("Custom error: " + refused.customCode().getAsInt());
        }
        return switch (refused.errorName()) {
            case "BadFormat" -> refusal(BAD_FORMAT, "Extrinsic has invalid format: " + refused.detail(), null);
            case "AlreadyImported" -> refusal(ALREADY_IMPORTED, "Transaction Already Imported", refused.detail());
            case "ImmediatelyDropped" ->
                refusal(
                        IMMEDIATELY_DROPPED,
                        "Immediately Dropped",
                        "The transaction couldn't enter the pool because of the limit");
            case "NoUnsignedValidator" ->
                refusal(
                        UNKNOWN,
                        "Unknown Transaction Validity",
                        "Could not find an unsigned validator for the unsigned transaction");
            case "Call" -> invalid("Transaction call is not expected");
            case "Future" -> invalid("Transaction will be valid in the future");
            case "Stale" -> invalid("Transaction is outdated");
            case "BadProof" -> invalid("Transaction has a bad signature");
            case "AncientBirthBlock" -> invalid("Transaction has an ancient birth block");
            case "ExhaustsResources" -> invalid("Transaction would exhaust the block limits");
            case "MandatoryValidation" ->
                invalid("Transaction dispatch is mandatory; transactions must not be validated.");
            default -> throw new IllegalStateException("no node has a word for " + refused.errorName());
        };
    }

    private static RpcRefusal invalid(String why) {
        return refusal(INVALID, "Invalid Transaction", why);
    }

    private static RpcRefusal refusal(int code, String message, @Nullable String detail) {
        return new RpcRefusal(code, message, detail == null ? null : StringNode.valueOf(detail));
    }
}
