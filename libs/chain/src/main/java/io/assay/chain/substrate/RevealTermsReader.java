package io.assay.chain.substrate;

import io.assay.chain.NotOnChainException;
import io.assay.chain.RevealTerms;
import io.assay.chain.curve.G2;
import io.assay.chain.timelock.Beacon;
import io.assay.chain.timelock.RevealSchedule;
import io.assay.chain.type.ScaleValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads what a time-locked commit must know. */
final class RevealTermsReader {
    /** Storage that came with epochs that follow one another. */
    private static final String LAST_EPOCH = "LastEpochBlock";

    private RevealTermsReader() {}

    static RevealTerms read(SubnetSnapshot subnet) {
        requireTimelock(subnet);
        var storage = subnet.storage();
        var config = storage.item("Drand", "BeaconConfig");
        var stored = storage.item("Drand", "LastStoredRound");
        var version = subnet.global("CommitRevealWeightsVersion");
        var values = storage.read(config, stored, version);
        var slot = storage.constant("Aura", "SlotDuration");
        var schedule = schedule(subnet);
        return subnet.decode(
                "the terms of reveals",
                () -> new RevealTerms(
                        subnet.block(),
                        schedule,
                        Duration.ofMillis(slot.asLong()),
                        beacon(values.get(config)),
                        values.get(stored).asLong(),
                        values.get(version).asInt()));
    }

    private static void requireTimelock(SubnetSnapshot subnet) {
        var runtime = subnet.storage().runtime();
        if (!subnet.has("CommitRevealWeightsVersion") || !runtime.hasStorage("Drand", "BeaconConfig")) {
            throw new NotOnChainException(runtime.metadata() + " has no time-locked commits");
        }
    }

    private static RevealSchedule schedule(SubnetSnapshot subnet) {
        return subnet.has(LAST_EPOCH) ? moving(subnet) : fixed(subnet);
    }

    private static RevealSchedule moving(SubnetSnapshot subnet) {
        var last = subnet.item(LAST_EPOCH);
        var pending = subnet.item("PendingEpochAt");
        var tempo = subnet.item("Tempo");
        var period = subnet.item("RevealPeriodEpochs");
        var values = subnet.read(List.of(last, pending, tempo, period));
        return subnet.decode(
                "the schedule of reveals",
                () -> RevealSchedule.moving(
                        values.get(last).asLong(),
                        values.find(pending).map(ScaleValue::asLong).orElse(0L),
                        values.get(tempo).asInt(),
                        subnet.block().number(),
                        values.get(period).asInt()));
    }

    private static RevealSchedule fixed(SubnetSnapshot subnet) {
        var tempo = subnet.item("Tempo");
        var period = subnet.item("RevealPeriodEpochs");
        var values = subnet.read(List.of(tempo, period));
        return subnet.decode(
                "the schedule of reveals",
                () -> RevealSchedule.fixed(
                        subnet.netuid(),
                        values.get(tempo).asInt(),
                        subnet.block().number(),
                        values.get(period).asInt()));
    }

    private static Beacon beacon(ScaleValue config) {
        return new Beacon(
                G2.decode(config.field("public_key").asBytes()),
                Instant.ofEpochSecond(config.field("genesis_time").asLong()),
                Duration.ofSeconds(config.field("period").asLong()));
    }
}
