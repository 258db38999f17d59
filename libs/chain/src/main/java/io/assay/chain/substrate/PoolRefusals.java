package io.assay.chain.substrate;

import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.rpc.RpcException.RpcError;
import io.assay.chain.rpc.RpcFault;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names for what a pool refuses: Substrate tells the kind by a code and a sentence, and the runtime's own refusals by a number, whose
 * names are subtensor's.
 *
 * @see <a href="https://github.com/paritytech/polkadot-sdk/blob/master/substrate/client/rpc-api/src/author/error.rs">the codes</a>
 * @see <a href="https://github.com/paritytech/polkadot-sdk/blob/master/substrate/primitives/runtime/src/transaction_validity.rs">
 *     the sentences</a>
 */
final class PoolRefusals {
    private static final int ALREADY_THERE = 1013;
    private static final int INVALID = 1010;
    private static final int UNKNOWN_VALIDITY = 1011;
    private static final Pattern CUSTOM = Pattern.compile("Custom error: (\\d{1,3})");

    private static final Map<Integer, String> BY_CODE = Map.of(
            1001,
            "InvalidFormat",
            1002,
            "VerificationFailed",
            INVALID,
            "Invalid",
            UNKNOWN_VALIDITY,
            "UnknownValidity",
            1012,
            "TemporarilyBanned",
            1014,
            "PriorityTooLow",
            1015,
            "CycleDetected",
            1016,
            "ImmediatelyDropped");

    private static final Map<String, String> BY_SENTENCE = Map.ofEntries(
            Map.entry("Transaction call is not expected", "Call"),
            Map.entry("Inability to pay some fees", "Payment"),
            Map.entry("Transaction will be valid in the future", "Future"),
            Map.entry("Transaction is outdated", "Stale"),
            Map.entry("Transaction has a bad signature", "BadProof"),
            Map.entry("Transaction has an ancient birth block", "AncientBirthBlock"),
            Map.entry("Transaction would exhaust the block limits", "ExhaustsResources"),
            Map.entry("A call was labelled as mandatory", "BadMandatory"),
            Map.entry("Transaction dispatch is mandatory", "MandatoryValidation"),
            Map.entry("Invalid signing address", "BadSigner"),
            Map.entry("The implicit data was unable to be calculated", "IndeterminateImplicit"),
            Map.entry("The transaction extension did not authorize any origin", "UnknownOrigin"),
            Map.entry("Could not lookup information required to validate", "CannotLookup"),
            Map.entry("Could not find an unsigned validator", "NoUnsignedValidator"));

    /** Subtensor's {@code CustomTransactionError}, by its number. */
    private static final List<String> CUSTOM_NAMES = List.of(
            "ColdkeyInSwapSchedule",
            "StakeAmountTooLow",
            "BalanceTooLow",
            "SubnetNotExists",
            "HotkeyAccountDoesntExist",
            "NotEnoughStakeToWithdraw",
            "RateLimitExceeded",
            "InsufficientLiquidity",
            "SlippageTooHigh",
            "TransferDisallowed",
            "HotKeyNotRegisteredInNetwork",
            "InvalidIpAddress",
            "ServingRateLimitExceeded",
            "InvalidPort",
            "ZeroMaxAmount",
            "InvalidRevealRound",
            "CommitNotFound",
            "CommitBlockNotInRevealRange",
            "InputLengthsUnequal",
            "UidNotFound");

    private PoolRefusals() {}

    /** Whether the extrinsic was there before. */
    static boolean isThere(RpcError error) {
        return error.fault().code() == ALREADY_THERE;
    }

    /** The refusal, or the fault of a node that could not decide. */
    static RuntimeException of(RpcError error) {
        var fault = error.fault();
        var name = BY_CODE.get(fault.code());
        if (name == null) {
            return Refusals.of(error);
        }
        return switch (fault.code()) {
            case INVALID -> invalid(said(fault), error);
            case UNKNOWN_VALIDITY -> named(said(fault), name, error);
            default -> new ExtrinsicRefusedException(name, Refusals.message(error));
        };
    }

    private static ExtrinsicRefusedException invalid(String said, RpcError error) {
        var custom = CUSTOM.matcher(said);
        if (!custom.find()) {
            return named(said, "Invalid", error);
        }
        var number = Integer.parseInt(custom.group(1));
        return number > 255
                ? named(said, "Invalid", error)
                : new ExtrinsicRefusedException(customName(number), number, Refusals.message(error));
    }

    private static ExtrinsicRefusedException named(String said, String otherwise, RpcError error) {
        var name = BY_SENTENCE.entrySet().stream()
                .filter(known -> said.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
        return new ExtrinsicRefusedException(name, Refusals.message(error));
    }

    private static String customName(int number) {
        return number < CUSTOM_NAMES.size() ? CUSTOM_NAMES.get(number) : "Custom(" + number + ")";
    }

    /** Nodes put the sentence into the data, and some into the message. */
    private static String said(RpcFault fault) {
        return fault.message() + " " + (fault.data() == null ? "" : fault.data().asString(""));
    }
}
