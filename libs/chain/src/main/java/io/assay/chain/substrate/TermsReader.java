package io.assay.chain.substrate;

import io.assay.chain.SubnetTerms;
import java.util.List;

/** Reads under which terms a subnet takes weights. */
final class TermsReader {
    private TermsReader() {}

    static SubnetTerms read(SubnetSnapshot subnet) {
        var tempo = subnet.item("Tempo");
        var rateLimit = subnet.item("WeightsSetRateLimit");
        var versionKey = subnet.item("WeightsVersionKey");
        var fewest = subnet.item("MinAllowedWeights");
        var largest = subnet.item("MaxWeightsLimit");
        var stake = subnet.global("StakeThreshold");
        var commitReveal = subnet.item("CommitRevealWeightsEnabled");
        var period = subnet.item("RevealPeriodEpochs");
        var values = subnet.read(List.of(tempo, rateLimit, versionKey, fewest, largest, stake, commitReveal, period));
        return subnet.decode(
                "the terms",
                () -> new SubnetTerms(
                        subnet.netuid(),
                        values.get(tempo).asInt(),
                        values.get(rateLimit).asLong(),
                        values.get(versionKey).asLong(),
                        values.get(fewest).asInt(),
                        values.get(largest).asInt(),
                        values.get(stake).asLong(),
                        values.get(commitReveal).asBool(),
                        values.get(period).asInt()));
    }
}
