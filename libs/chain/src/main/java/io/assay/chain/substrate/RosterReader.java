package io.assay.chain.substrate;

import io.assay.chain.Neuron;
import io.assay.chain.Roster;
import io.assay.chain.key.Ss58;
import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads a roster: lists by uid, then who has each uid, then what is known of whom. */
final class RosterReader {
    private static final int MAX_NEURONS = 1 << 16;
    private static final double SHARES = 0xFFFF;

    private final SubnetSnapshot subnet;
    private final NeuronLists lists;
    private final List<ScaleValue> accounts;
    private final List<Long> registrations;

    private RosterReader(SubnetSnapshot subnet) {
        this.subnet = subnet;
        this.lists = NeuronLists.of(subnet);
        var keys = perUid(uid -> subnet.item("Keys", ScaleValue.of(uid)));
        var registered = perUid(uid -> subnet.item("BlockAtRegistration", ScaleValue.of(uid)));
        var values =
                subnet.read(Stream.concat(keys.stream(), registered.stream()).toList());
        this.accounts = keys.stream()
                .map(key -> subnet.decode(key.name(), () -> values.stored(key).orElseThrow(RosterReader::noKey)))
                .toList();
        this.registrations = registered.stream()
                .map(item -> subnet.decode(item.name(), () -> values.get(item).asLong()))
                .toList();
    }

    static Roster read(SubnetSnapshot subnet) {
        return new RosterReader(subnet).roster();
    }

    private Roster roster() {
        var stakes = Stakes.of(subnet, accounts);
        var buckets = Buckets.of(subnet, accounts);
        var neurons = subnet.decode(
                "the roster",
                () -> IntStream.range(0, accounts.size())
                        .mapToObj(uid -> new Neuron(
                                uid,
                                Ss58.encode(accounts.get(uid).asBytes()),
                                stakes.get(uid),
                                lists.permits().get(uid),
                                lists.lastUpdate().get(uid),
                                lists.incentive().get(uid) / SHARES,
                                lists.dividends().get(uid) / SHARES,
                                lists.emission().get(uid),
                                buckets.get(uid).orElse(null),
                                registrations.get(uid)))
                        .toList());
        return new Roster(subnet.netuid(), subnet.block(), neurons);
    }

    private List<StorageItem> perUid(IntFunction<StorageItem> item) {
        return IntStream.range(0, Math.min(lists.size(), MAX_NEURONS))
                .mapToObj(item)
                .toList();
    }

    private static IllegalArgumentException noKey() {
        return new IllegalArgumentException("a uid below the lists' length belongs to nobody");
    }
}
