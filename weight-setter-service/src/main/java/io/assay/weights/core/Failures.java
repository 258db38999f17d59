package io.assay.weights.core;

import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsPlanned;

/** Weights given up, each with the chain's or our own name for the reason and a sentence with the remedy. */
final class Failures {
    private static final int MAX_NAME = 100;
    private static final int MAX_DETAIL = 1000;

    private Failures() {}

    static WeightsFailed noWeights(Proposal proposal, String why) {
        return unsent(proposal, "NoWeights", why + ": nothing is sent.");
    }

    /** Nothing of the proposal was sent. */
    static WeightsFailed unsent(Proposal proposal, String error, String detail) {
        return new WeightsFailed(proposal.netuid(), proposal.window(), null, error, detail);
    }

    /** The plan was sent, or may have been. */
    static WeightsFailed sent(WeightsPlanned plan, String error, String detail) {
        return failed(plan.netuid(), plan.window(), plan.extrinsicHash(), error, detail);
    }

    static WeightsFailed failed(int netuid, long window, String extrinsicHash, String error, String detail) {
        return new WeightsFailed(netuid, window, extrinsicHash, cut(error, MAX_NAME), cut(detail, MAX_DETAIL));
    }

    /** What an operator can do about an error of the chain. */
    static String remedy(String error) {
        return switch (error) {
            case "HotKeyNotRegisteredInSubNet" -> "Register the hotkey on the subnet (btcli subnet register).";
            case "NotEnoughStakeToSetWeights" -> "Add stake to the hotkey (btcli stake add).";
            case "NeuronNoValidatorPermit" ->
                "Add stake until the hotkey is among the subnet's validators; permits change once a tempo.";
            case "SettingWeightsTooFast" -> "See that nothing else sets weights with this hotkey.";
            case "IncorrectWeightVersionKey" -> "Update Assay to the version that the subnet's owner demands.";
            case "WeightVecLengthIsLow" ->
                "Wait until more peers have a positive score, or ask the subnet's owner to lower MinAllowedWeights.";
            case "MaxWeightExceeded" ->
                "Wait until more peers share the weights, or ask the subnet's owner to raise MaxWeightsLimit.";
            case "UidVecContainInvalidOne", "DuplicateUids" -> "The next due verdict is sent against a new roster.";
            case "BadProof" -> "See that assay.chain.endpoint is the chain meant and the hotkey's file is intact.";
            default -> "Look the error up in the chain's metadata; the next due verdict is sent all the same.";
        };
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit);
    }
}
