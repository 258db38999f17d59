package io.assay.rating.live;

import io.assay.protocol.event.Event;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is going on in each subnet rated here: its newest {@value LiveSubnet#WINDOWS} windows and
 * {@value LiveSubnet#SUBMISSIONS} submissions. One thread applies and publishes, any thread reads.
 */
public final class LiveRecord {
    private final Map<Integer, LiveSubnet> subnets;

    /** Nothing yet. */
    public LiveRecord(Collection<Integer> netuids) {
        subnets = netuids.stream().collect(Collectors.toMap(Function.identity(), _ -> new LiveSubnet()));
    }

    /** Takes note of an event; false when it is another subnet's. */
    public boolean apply(Event event) {
        var subnet = subnets.get(event.netuid());
        if (subnet == null) {
            return false;
        }
        subnet.apply(event);
        return true;
    }

    /** Lets readers see what was applied. */
    public void publish() {
        subnets.values().forEach(LiveSubnet::publish);
    }

    /** Windows, newest first. */
    public List<WindowProgress> progress(int netuid) {
        return subnet(netuid).progress();
    }

    /** Submissions, newest first. */
    public List<Submission> submissions(int netuid) {
        return subnet(netuid).submissions();
    }

    private LiveSubnet subnet(int netuid) {
        var subnet = subnets.get(netuid);
        if (subnet == null) {
            throw new IllegalArgumentException("netuid is " + netuid + ", allowed: one of " + subnets.keySet());
        }
        return subnet;
    }
}
