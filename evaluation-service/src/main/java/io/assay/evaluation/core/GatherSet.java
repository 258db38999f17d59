package io.assay.evaluation.core;

import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose gradients are merged. */
public final class GatherSet {
    private GatherSet() {}

    /**
     * The gather set's peers whose gradients arrived, in the gather set's order: sums of floats depend on it.
     *
     * @param opened the window's opening; without it there is no gather set
     */
    public static List<PeerArrival> arrived(@Nullable WindowOpened opened, WindowClosed closed) {
        if (opened == null) {
            return List.of();
        }
        var arrivals = closed.arrivals().stream()
                .filter(arrival -> arrival.status() == ArrivalStatus.ARRIVED)
                .collect(Collectors.toMap(PeerArrival::hotkey, Function.identity(), (first, _) -> first));
        return opened.gather().stream()
                .distinct()
                .map(arrivals::get)
                .filter(Objects::nonNull)
                .toList();
    }
}
