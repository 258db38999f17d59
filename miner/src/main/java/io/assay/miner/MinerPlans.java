package io.assay.miner;

import io.assay.miner.strategy.StrategyKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads which miners are wanted: {@code honest=4,honest@8=2,noise=1}. */
public final class MinerPlans {
    /** Most miners of one specification. */
    public static final int MAX_MINERS = 256;

    private static final Pattern ENTRY = Pattern.compile("([^@=]*)(?:@([0-9]{1,9}))?=([0-9]{1,9})");
    private static final Pattern PLAN = Pattern.compile("([^@=]*)(?:@([0-9]{1,9}))?");

    private MinerPlans() {}

    /**
     * Reads {@code strategy[@batches]=count,...}.
     *
     * @return one plan for each miner, in the order given
     * @throws IllegalArgumentException naming the part that is wrong and what is allowed
     */
    public static List<MinerPlan> parse(String text) {
        var plans = new ArrayList<MinerPlan>();
        for (var part : text.split(",", -1)) {
            var entry = matched(ENTRY, part, "strategy=count or strategy@batches=count, for example honest@8=2");
            var count = Integer.parseInt(entry.group(3));
            if (count > MAX_MINERS - plans.size()) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "' makes more than " + MAX_MINERS + " miners, allowed: at most that many");
            }
            plans.addAll(Collections.nCopies(count, plan(entry)));
        }
        return List.copyOf(plans);
    }

    /**
     * Reads {@code strategy} or {@code strategy@batches}.
     *
     * @throws IllegalArgumentException naming what is wrong and what is allowed
     */
    public static MinerPlan parseOne(String text) {
        return plan(matched(PLAN, text, "strategy or strategy@batches, for example honest@8"));
    }

    private static Matcher matched(Pattern pattern, String part, String allowed) {
        var matcher = pattern.matcher(part.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + part.strip() + "' is no miner plan, allowed: " + allowed);
        }
        return matcher;
    }

    private static MinerPlan plan(Matcher matcher) {
        var kind = kind(matcher.group(1));
        if (matcher.group(2) == null) {
            return MinerPlan.of(kind);
        }
        if (!kind.trains()) {
            throw new IllegalArgumentException("'" + matcher.group() + "' names batches, but the strategy "
                    + kind.label() + " does not train, allowed: " + kind.label() + " alone");
        }
        return new MinerPlan(kind, batches(matcher));
    }

    private static int batches(Matcher matcher) {
        var batches = Integer.parseInt(matcher.group(2));
        if (batches < 1 || batches > MinerPlan.MAX_BATCHES) {
            throw new IllegalArgumentException(
                    "batches in '" + matcher.group() + "' is " + batches + ", allowed: 1.." + MinerPlan.MAX_BATCHES);
        }
        return batches;
    }

    private static StrategyKind kind(String name) {
        return Arrays.stream(StrategyKind.values())
                .filter(kind -> kind.label().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("strategy '" + name + "' is unknown, known: " + known()));
    }

    private static String known() {
        return Arrays.stream(StrategyKind.values()).map(StrategyKind::label).collect(Collectors.joining(", "));
    }
}
