package io.assay.explorer;

import io.assay.chain.Block;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Neuron;
import io.assay.chain.Roster;
import io.assay.chain.WeightTarget;
import io.assay.chain.substrate.ChainHeads;
import io.assay.chain.substrate.Submission;
import io.assay.chain.substrate.WeightMatrix;
import io.assay.command.Table;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the chain says, for people. */
final class Answer {
    private static final double RAO = 1e9;
    private static final String LINE = System.lineSeparator();

    private Answer() {}

    static String head(ChainHeads heads) {
        return "node       " + heads.endpoint() + LINE
                + heads.runtime().replaceFirst("^runtime ", "runtime    ") + LINE
                + "finalized  " + text(heads.finalized()) + LINE
                + "best       " + text(heads.best()) + LINE;
    }

    static String metagraph(Roster roster) {
        var table = new Table(
                "uid",
                "hotkey",
                "stake",
                "permit",
                "updated",
                "incentive",
                "dividends",
                "emission",
                "registered",
                "bucket");
        roster.neurons().forEach(neuron -> row(table, neuron));
        return subnet(roster) + table;
    }

    static String weights(WeightMatrix weights) {
        var table = new Table("uid", "hotkey", "gives");
        weights.byUid()
                .forEach((uid, targets) ->
                        table.row(uid, weights.roster().neurons().get(uid).hotkey(), shares(targets)));
        return subnet(weights.roster())
                + (weights.byUid().isEmpty() ? "nobody has set weights" + LINE : table.toString());
    }

    static String submissions(List<Submission> submissions, int blocks) {
        if (submissions.isEmpty()) {
            return "nothing in the newest " + blocks + " finalized blocks" + LINE;
        }
        var table = new Table("block", "nonce", "call", "fate", "hash");
        submissions.forEach(each -> table.row(each.block(), each.nonce(), each.call(), fate(each.fate()), each.hash()));
        return table.toString();
    }

    private static void row(Table table, Neuron neuron) {
        table.row(
                neuron.uid(),
                neuron.hotkey(),
                amount(neuron.stakeRao()),
                neuron.validatorPermit() ? "yes" : "no",
                neuron.lastUpdate(),
                percent(neuron.incentive()),
                percent(neuron.dividends()),
                amount(neuron.emissionRao()),
                neuron.registeredAt(),
                neuron.bucket() == null ? "none" : neuron.bucket().bucket());
    }

    /** As shares of the row, the largest first. */
    private static String shares(List<WeightTarget> targets) {
        var sum = targets.stream().mapToInt(WeightTarget::value).sum();
        return targets.stream()
                .sorted((a, b) -> Integer.compare(b.value(), a.value()))
                .map(target -> target.uid() + ":" + percent(sum == 0 ? 0 : (double) target.value() / sum))
                .collect(Collectors.joining(" "));
    }

    private static String fate(ExtrinsicStatus fate) {
        return switch (fate) {
            case ExtrinsicStatus.Succeeded(var _, var items, var _) when items.isEmpty() -> "succeeded";
            case ExtrinsicStatus.Succeeded(var _, var items, var _) ->
                "succeeded, items failed: " + String.join(", ", items);
            case ExtrinsicStatus.Failed(var _, var error) -> "failed: " + error;
            case ExtrinsicStatus.InBlock _ -> "in a block";
            case ExtrinsicStatus.Pending _ -> "pending";
            case ExtrinsicStatus.Unknown _ -> "unknown";
            case ExtrinsicStatus.Expired _ -> "expired";
            case ExtrinsicStatus.Usurped _ -> "usurped";
        };
    }

    private static String subnet(Roster roster) {
        return "subnet " + roster.netuid() + " at " + text(roster.at()) + ", "
                + roster.neurons().size() + " neurons" + LINE;
    }

    private static String text(Block block) {
        return "block " + block.number() + "  " + block.timestamp() + "  " + block.hash();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }

    private static String amount(long rao) {
        return String.format(Locale.ROOT, "%.3f", rao / RAO);
    }
}
