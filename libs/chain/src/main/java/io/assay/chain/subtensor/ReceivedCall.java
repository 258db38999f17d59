package io.assay.chain.subtensor;

import io.assay.chain.Call;
import io.assay.chain.Hex;
import io.assay.chain.WeightTarget;
import io.assay.chain.key.Ss58;
import io.assay.chain.metadata.CallValue;
import io.assay.chain.type.ScaleValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The way back from {@link SubtensorCalls}: reads a call that somebody sent. */
public final class ReceivedCall {
    private ReceivedCall() {}

    /**
     * The call.
     *
     * @return empty for a call that is none of {@link Call}'s
     * @throws IllegalArgumentException if an argument is outside of what {@link Call} allows, naming it
     */
    public static Optional<Call> of(CallValue call) {
        return switch (call.pallet()) {
            case "SubtensorModule" -> subtensor(call);
            case "Commitments" ->
                call.name().equals("set_commitment") ? Optional.of(commitment(call)) : Optional.empty();
            case "Utility" -> utility(call);
            default -> Optional.empty();
        };
    }

    private static Optional<Call> subtensor(CallValue call) {
        var arguments = call.arguments();
        return switch (call.name()) {
            case "set_weights" ->
                Optional.of(new Call.SetWeights(
                        netuid(call),
                        integers(arguments.field("dests")),
                        integers(arguments.field("weights")),
                        number(arguments.field("version_key"))));
            case "batch_set_weights" -> Optional.of(batch(arguments));
            case "commit_weights" ->
                Optional.of(new Call.CommitWeights(
                        netuid(call), Hex.of(arguments.field("commit_hash").asBytes())));
            case "reveal_weights" -> Optional.of(reveal(call));
            case "commit_timelocked_weights" ->
                Optional.of(new Call.CommitTimelockedWeights(
                        netuid(call),
                        Hex.of(arguments.field("commit").asBytes()),
                        number(arguments.field("reveal_round")),
                        arguments.field("commit_reveal_version").asInt()));
            case "burned_register" ->
                Optional.of(new Call.BurnedRegister(
                        netuid(call), Ss58.encode(arguments.field("hotkey").asBytes())));
            default -> Optional.empty();
        };
    }

    private static Call batch(ScaleValue arguments) {
        var weights = arguments.field("weights").items().stream()
                .map(each -> each.items().stream().map(ReceivedCall::target).toList())
                .toList();
        var keys = arguments.field("version_keys").items().stream()
                .map(ReceivedCall::number)
                .toList();
        return new Call.BatchSetWeights(integers(arguments.field("netuids")), weights, keys);
    }

    private static WeightTarget target(ScaleValue pair) {
        var numbers = integers(pair);
        return new WeightTarget(numbers.getFirst(), numbers.getLast());
    }

    private static Call reveal(CallValue call) {
        var arguments = call.arguments();
        return new Call.RevealWeights(
                netuid(call),
                integers(arguments.field("uids")),
                integers(arguments.field("values")),
                integers(arguments.field("salt")),
                number(arguments.field("version_key")));
    }

    private static Call commitment(CallValue call) {
        var fields = call.arguments().field("info").field("fields").items();
        if (fields.size() != 1 || !fields.getFirst().asVariant().name().startsWith("Raw")) {
            throw new IllegalArgumentException("info has " + fields.size()
                    + " fields, allowed: one of Raw1 to Raw128 with printable ASCII characters");
        }
        var text = fields.getFirst().asVariant().only().asBytes();
        return new Call.SetCommitment(netuid(call), new String(text, StandardCharsets.ISO_8859_1));
    }

    private static Optional<Call> utility(CallValue call) {
        return switch (call.name()) {
            case "batch" -> calls(call).map(Call.Batch::new);
            case "batch_all" -> calls(call).map(Call.BatchAll::new);
            case "force_batch" -> calls(call).map(Call.ForceBatch::new);
            default -> Optional.empty();
        };
    }

    /** Empty if one of them is none of ours: the whole is not, then. */
    private static Optional<List<Call>> calls(CallValue batch) {
        var calls = batch.arguments().field("calls").items().stream()
                .map(call -> of(CallValue.of(call)))
                .toList();
        return calls.stream().allMatch(Optional::isPresent)
                ? Optional.of(calls.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }

    private static int netuid(CallValue call) {
        return call.arguments().field("netuid").asInt();
    }

    private static List<Integer> integers(ScaleValue sequence) {
        return sequence.items().stream().map(ScaleValue::asInt).toList();
    }

    /** {@link Call} takes numbers below 2^53 and says so; one that does not even fit a long must not pass as another. */
    private static long number(ScaleValue value) {
        return value.asNumber().bitLength() > 63 ? Long.MAX_VALUE : value.asLong();
    }
}
