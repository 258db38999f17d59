package io.assay.chain.embedded;

import io.assay.chain.Hex;
import io.assay.chain.WeightTarget;
import io.assay.chain.timelock.TimelockException;
import io.assay.chain.timelock.TimelockedCommit;
import io.assay.chain.timelock.WeightsPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The chain opens time-locked commits by itself (subtensor, {@code reveal_crv3_commits_for_subnet}): at every block those
 * of the epoch that lies the reveal period back, as soon as it has their round's signature. A commit that cannot be
 * opened, or whose weights are not allowed, is gone without a word; so is one that comes too late.
 */
final class Reveal {
    private final ChainState state;
    private final List<WeightCommits.Timelocked> unrevealed = new ArrayList<>();
    private final List<ChainEvent> events = new ArrayList<>();
    private SubnetState subnet;

    private Reveal(SubnetState subnet, ChainState state) {
        this.subnet = subnet;
        this.state = state;
    }

    /** Whether there is a commit to look at. */
    static boolean isDue(SubnetState subnet, long block) {
        var timelocked = subnet.commits().timelocked();
        return !timelocked.isEmpty() && timelocked.firstKey() <= epochToReveal(subnet, block);
    }

    static BlockStep.Subnet of(SubnetState subnet, ChainState state) {
        var epoch = epochToReveal(subnet, state.number());
        var reveal = new Reveal(subnet, state);
        subnet.commits().in(epoch).forEach(reveal::take);
        var left = subnet.commits().since(epoch).withTimelocked(epoch, reveal.unrevealed);
        return new BlockStep.Subnet(reveal.subnet.withCommits(left), reveal.events);
    }

    private static long epochToReveal(SubnetState subnet, long block) {
        return subnet.epochAt(block) - subnet.terms().revealPeriodEpochs();
    }

    private void take(WeightCommits.Timelocked commit) {
        var signature = state.drand().signature(commit.revealRound());
        if (signature.isEmpty()) {
            unrevealed.add(commit);
        } else {
            payload(commit, signature.get()).ifPresent(this::set);
        }
    }

    private static Optional<WeightsPayload> payload(WeightCommits.Timelocked commit, byte[] signature) {
        try {
            var bytes = TimelockedCommit.parse(Hex.bytes(commit.commit())).decrypt(signature);
            return Optional.of(WeightsPayload.decode(bytes))
                    .filter(payload -> payload.hotkey().equals(commit.hotkey()));
        } catch (TimelockException e) {
            return Optional.empty();
        }
    }

    private void set(WeightsPayload payload) {
        var uids = payload.targets().stream().map(WeightTarget::uid).toList();
        var values = payload.targets().stream().map(WeightTarget::value).toList();
        var weights = new WeightRules.Weights(uids, values, payload.versionKey());
        var attempt = new WeightRules.Attempt(
                subnet, payload.hotkey(), state.stakeRao(payload.hotkey()), weights, state.number());
        if (WeightRules.firstBroken(attempt).isEmpty()) {
            var uid = attempt.slot().uid();
            subnet = subnet.withWeights(uid, weights.upscaled());
            events.add(Events.weightsSet(subnet.terms().netuid(), uid));
            events.add(Events.timelockedWeightsRevealed(subnet.terms().netuid(), payload.hotkey()));
        }
    }
}
