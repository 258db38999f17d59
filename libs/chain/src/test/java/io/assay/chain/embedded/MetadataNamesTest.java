package io.assay.chain.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Names against a listing of mainnet's metadata at spec 393, which stays outside the project: {@code ## Pallet},
 * {@code E n Error()}, {@code V n Event(fields)}.
 */
class MetadataNamesTest {
    private static final DispatchError ERROR = DispatchError.subtensor("X");

    /** By what they are there that later specs, or we, have otherwise. */
    private static final Map<String, Integer> FIELDS_MORE = Map.of("BatchWeightItemFailed", 1);

    private static final Map<String, Integer> FIELDS_LESS = Map.of("ExtrinsicSuccess", 1, "ExtrinsicFailed", 1);

    private static final List<ChainEvent> EVENTS = List.of(
            Events.extrinsicSuccess(),
            Events.extrinsicFailed(ERROR),
            Events.neuronRegistered(1, 2, "h"),
            Events.weightsSet(1, 2),
            Events.weightsCommitted("h", 1, "0x"),
            Events.weightsRevealed("h", 1, "0x"),
            Events.timelockedWeightsCommitted("h", 1, "0x", 5),
            Events.timelockedWeightsRevealed(1, "h"),
            Events.batchWeightsCompleted(List.of(1), "h"),
            Events.batchWeightsCompletedWithErrors(),
            Events.batchWeightItemFailed(1, ERROR),
            Events.incentiveAlphaEmittedToMiners(1, List.of(5L)),
            Events.commitment(1, "h"),
            Events.newPulse(List.of(5L)),
            Events.batchInterrupted(1, ERROR),
            Events.batchCompleted(),
            Events.batchCompletedWithErrors(),
            Events.itemCompleted(),
            Events.itemFailed(ERROR));

    /** InvalidRevealRound is an error since spec 425 only; before, it was a refusal of the pool. */
    private static final Map<String, List<String>> ERRORS = Map.of(
            "SubtensorModule",
            List.of(
                    "CanNotSetRootNetworkWeights",
                    "CommitRevealDisabled",
                    "CommitRevealEnabled",
                    "CommittingWeightsTooFast",
                    "DuplicateUids",
                    "ExpiredWeightCommit",
                    "HotKeyAlreadyRegisteredInSubNet",
                    "HotKeyNotRegisteredInSubNet",
                    "IncorrectCommitRevealVersion",
                    "IncorrectWeightVersionKey",
                    "InputLengthsUnequal",
                    "InvalidRevealCommitHashNotMatch",
                    "MaxWeightExceeded",
                    "MechanismDoesNotExist",
                    "NeuronNoValidatorPermit",
                    "NoNeuronIdAvailable",
                    "NoWeightsCommitFound",
                    "NotEnoughStakeToSetWeights",
                    "RegistrationNotPermittedOnRootSubnet",
                    "RevealTooEarly",
                    "SettingWeightsTooFast",
                    "SubnetNotExists",
                    "TooManyUnrevealedCommits",
                    "UidVecContainInvalidOne",
                    "UidsLengthExceedUidsInSubNet",
                    "WeightVecLengthIsLow",
                    "WeightVecNotEqualSize"),
            "Commitments",
            List.of("AccountNotAllowedCommit", "SpaceLimitExceeded"),
            "Utility",
            List.of("TooManyCalls"),
            "System",
            List.of("CallFiltered"));

    @Test
    void eventsAreMainnets() throws Exception {
        var known = listing("V");

        assertThat(EVENTS)
                .allSatisfy(event -> assertThat(known)
                        .containsEntry(
                                event.pallet() + "." + event.name(),
                                event.fields().size()
                                        + FIELDS_LESS.getOrDefault(event.name(), 0)
                                        - FIELDS_MORE.getOrDefault(event.name(), 0)));
    }

    @Test
    void errorsAreMainnets() throws Exception {
        var known = listing("E");

        ERRORS.forEach((pallet, names) -> assertThat(known.keySet())
                .containsAll(names.stream().map(name -> pallet + "." + name).toList()));
    }

    /** Number of fields, by pallet and name. */
    private static Map<String, Integer> listing(String kind) throws IOException {
        var shared = System.getProperty("assay.shared");
        assumeTrue(shared != null, "-Dassay.shared names no folder with chain/finney-spec393.txt");
        var item = Pattern.compile("  " + kind + " \\d+ (\\w+)\\((.*)\\)");
        var found = new HashMap<String, Integer>();
        var pallet = "";
        for (var line : Files.readAllLines(Path.of(shared, "chain", "finney-spec393.txt"))) {
            pallet = line.startsWith("## ") ? line.split(" ", 3)[1] : pallet;
            var matcher = item.matcher(line);
            if (matcher.matches()) {
                found.put(pallet + "." + matcher.group(1), fields(matcher.group(2)));
            }
        }
        return found;
    }

    /** Commas outside of type arguments. */
    private static int fields(String list) {
        var plain = list.replaceAll("<[^()]*>", "");
        return plain.isBlank() ? 0 : plain.split(",", -1).length;
    }
}
