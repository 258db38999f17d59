package io.assay.chain.subtensor;

import io.assay.chain.Call;
import io.assay.chain.Hex;
import io.assay.chain.key.Ss58;
import io.assay.chain.metadata.CallValue;
import io.assay.chain.type.ScaleValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Puts calls into the words of the chain's metadata: pallet, name, arguments by name. */
public final class SubtensorCalls {
    private static final String SUBTENSOR = "SubtensorModule";
    private static final String NETUID = "netuid";
    private static final String UTILITY = "Utility";

    private SubtensorCalls() {}

    /** The call as {@link io.assay.chain.metadata.RuntimeMetadata#encodeCall} takes it. */
    public static CallValue of(Call call) {
        return switch (call) {
            case Call.SetWeights set ->
                subtensor(
                        "set_weights",
                        Map.of(
                                NETUID,
                                ScaleValue.of(set.netuid()),
                                "dests",
                                numbers(set.uids()),
                                "weights",
                                numbers(set.values()),
                                "version_key",
                                ScaleValue.of(set.versionKey())));
            case Call.BatchSetWeights batch -> batch(batch);
            case Call.CommitWeights commit ->
                subtensor(
                        "commit_weights",
                        Map.of(
                                NETUID,
                                ScaleValue.of(commit.netuid()),
                                "commit_hash",
                                ScaleValue.of(Hex.bytes(commit.commitHash()))));
            case Call.RevealWeights reveal -> reveal(reveal);
            case Call.CommitTimelockedWeights commit ->
                subtensor(
                        "commit_timelocked_weights",
                        Map.of(
                                NETUID,
                                ScaleValue.of(commit.netuid()),
                                "commit",
                                ScaleValue.of(Hex.bytes(commit.commit())),
                                "reveal_round",
                                ScaleValue.of(commit.revealRound()),
                                "commit_reveal_version",
                                ScaleValue.of(commit.commitRevealVersion())));
            case Call.SetCommitment(var netuid, var info) -> commitment(netuid, info);
            case Call.BurnedRegister register ->
                subtensor(
                        "burned_register",
                        Map.of(
                                NETUID,
                                ScaleValue.of(register.netuid()),
                                "hotkey",
                                ScaleValue.of(Ss58.decode(register.hotkey()))));
            case Call.Batch(var calls) -> utility("batch", calls);
            case Call.BatchAll(var calls) -> utility("batch_all", calls);
            case Call.ForceBatch(var calls) -> utility("force_batch", calls);
        };
    }

    private static CallValue batch(Call.BatchSetWeights batch) {
        var weights = batch.weights().stream()
                .<ScaleValue>map(each -> new ScaleValue.Sequence(each.stream()
                        .<ScaleValue>map(target -> ScaleValue.numbers(target.uid(), target.value()))
                        .toList()))
                .toList();
        var keys = batch.versionKeys().stream().<ScaleValue>map(ScaleValue::of).toList();
        return subtensor(
                "batch_set_weights",
                Map.of(
                        "netuids", numbers(batch.netuids()),
                        "weights", new ScaleValue.Sequence(weights),
                        "version_keys", new ScaleValue.Sequence(keys)));
    }

    private static CallValue reveal(Call.RevealWeights reveal) {
        return subtensor(
                "reveal_weights",
                Map.of(
                        NETUID,
                        ScaleValue.of(reveal.netuid()),
                        "uids",
                        numbers(reveal.uids()),
                        "values",
                        numbers(reveal.values()),
                        "salt",
                        numbers(reveal.salt()),
                        "version_key",
                        ScaleValue.of(reveal.versionKey())));
    }

    private static CallValue commitment(int netuid, String info) {
        var raw = ScaleValue.variant("Raw" + info.length(), ScaleValue.of(info.getBytes(StandardCharsets.US_ASCII)));
        var fields = ScaleValue.composite(Map.of("fields", ScaleValue.sequence(raw)));
        return CallValue.of("Commitments", "set_commitment", Map.of(NETUID, ScaleValue.of(netuid), "info", fields));
    }

    private static CallValue utility(String name, List<Call> calls) {
        var values = calls.stream().map(call -> of(call).toValue()).toList();
        return CallValue.of(UTILITY, name, Map.of("calls", new ScaleValue.Sequence(values)));
    }

    private static CallValue subtensor(String name, Map<String, ScaleValue> arguments) {
        return CallValue.of(SUBTENSOR, name, arguments);
    }

    private static ScaleValue numbers(List<Integer> values) {
        return ScaleValue.numbers(values.stream().mapToInt(Integer::intValue).toArray());
    }
}
