package io.assay.weights.core;

/** What an operator can do about an error of the chain: the pallet's in a block, or {@code CustomTransactionError}'s of a pool. */
final class Remedies {
    private Remedies() {}

    static String of(String error) {
        return switch (error) {
            case "HotKeyNotRegisteredInSubNet", "HotKeyNotRegisteredInNetwork" ->
                "Register the hotkey on the subnet (btcli subnet register).";
            case "NotEnoughStakeToSetWeights", "StakeAmountTooLow" -> "Add stake to the hotkey (btcli stake add).";
            case "NeuronNoValidatorPermit" ->
                "Add stake until the hotkey is among the subnet's validators; permits change once a tempo.";
            case "SettingWeightsTooFast", "CommittingWeightsTooFast", "RateLimitExceeded" ->
                "See that nothing else sets weights with this hotkey.";
            case "IncorrectWeightVersionKey" ->
                "Update Assay to the version that the subnet's owner demands, or set assay.weights.version-key.";
            case "WeightVecLengthIsLow" ->
                "Wait until more peers have a positive score, or ask the subnet's owner to lower MinAllowedWeights.";
            case "MaxWeightExceeded" ->
                "Wait until more peers share the weights, or ask the subnet's owner to raise MaxWeightsLimit.";
            case "UidVecContainInvalidOne", "UidsLengthExceedUidsInSubNet", "DuplicateUids", "UidNotFound" ->
                "The next due verdict is sent against a new roster.";
            case "InputLengthsUnequal", "WeightVecNotEqualSize" ->
                "The node's metadata do not fit its runtime: name another node in assay.chain.endpoints.";
            case "BadProof", "BadSigner" ->
                "See that assay.chain.endpoints is the chain meant and the hotkey's file is intact.";
            case "BatchWeightItemFailed" ->
                "Look the extrinsic's events up in the block; the next due verdict is sent all the same.";
            case "Payment" -> "See that the hotkey's account can pay the chain's fees.";
            default -> ofCommit(error);
        };
    }

    private static String ofCommit(String error) {
        return switch (error) {
            case "InvalidRevealRound" ->
                "See that the node is in step with the chain: the round to encrypt to follows from its newest block.";
            case "IncorrectCommitRevealVersion" -> "Update Assay to a version that makes the chain's form of commits.";
            case "TooManyUnrevealedCommits" -> "See that nothing else commits weights with this hotkey.";
            case "ExpiredWeightCommit", "CommitNotFound", "NoWeightsCommitFound", "InvalidRevealCommitHashNotMatch" ->
                "Keep the service and its node running for as long as the reveal takes; the next due verdict is"
                        + " committed all the same.";
            case "CommitBlockNotInRevealRange", "RevealTooEarly" ->
                "See that nobody changes the subnet's tempo or reveal period meanwhile.";
            default -> "Look the error up in the chain's metadata; the next due verdict is sent all the same.";
        };
    }
}
