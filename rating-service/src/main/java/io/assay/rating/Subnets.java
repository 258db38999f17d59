package io.assay.rating;

import io.assay.protocol.hparams.HParams;
import io.assay.service.settings.InvalidSettingException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The subnets that are rated here.
 *
 * @param primary the one that {@code assay.hparams.file} names; what the API speaks of when it is asked of none
 * @param others parameters of the others, each of another subnet
 */
public record Subnets(HParams primary, List<HParams> others) {
    /** A single one. */
    public Subnets(HParams primary) {
        this(primary, List.of());
    }

    public Subnets {
        others = List.copyOf(others);
        var known = new TreeSet<Integer>();
        known.add(primary.netuid());
        for (var other : others) {
            if (!known.add(other.netuid())) {
                throw new InvalidSettingException(
                        "The subnet " + other.netuid() + " has two files of parameters.",
                        "Name one file for each subnet in assay.hparams.file and"
                                + " assay.rating.other-hparams-files.");
            }
        }
    }

    /** All of them, by netuid. */
    public Collection<HParams> all() {
        var all = new TreeMap<Integer, HParams>();
        all.put(primary.netuid(), primary);
        others.forEach(other -> all.put(other.netuid(), other));
        return List.copyOf(all.values());
    }

    /** The parameters of a subnet, if it is rated here. */
    public Optional<HParams> find(int netuid) {
        return all().stream().filter(hparams -> hparams.netuid() == netuid).findFirst();
    }
}
