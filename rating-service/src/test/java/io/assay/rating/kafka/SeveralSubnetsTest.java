package io.assay.rating.kafka;

import static io.assay.rating.core.Windows.closed;
import static io.assay.rating.core.Windows.delta;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.RatingProperties;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralSubnetsTest {
    @TempDir
    Path directory;

    private static List<Event> window(int netuid, long window) {
        return List.of(
                Events.on(netuid, Events.agreed(opened(window, uids(2)))),
                Events.on(netuid, closed(window, uids(2))),
                Events.on(netuid, delta(window, 1, 0.02)),
                Events.on(netuid, delta(window, 2, 0.01 * netuid)));
    }

    private static Event[] windows(int netuid, long first, long last) {
        var events = new ArrayList<Event>();
        for (var window = first; window <= last; window++) {
            events.addAll(window(netuid, window));
        }
        return events.toArray(Event[]::new);
    }

    private RatingDriver driver(LastVerdicts record) {
        return new RatingDriver(directory, Events.subnets(3, 30), record);
    }

    @Test
    void eachSubnetHasItsOwnChainAndMeters() {
        try (var driver = driver(_ -> Optional.empty())) {
            var three = windows(3, 1, 3);
            var thirty = windows(30, 101, 103);
            for (var i = 0; i < three.length; i++) {
                driver.send(three[i], thirty[i]);
            }
            driver.send(windows(5, 1, 1));
            var verdicts = driver.verdicts();
            assertThat(verdicts)
                    .filteredOn(verdict -> verdict.netuid() == 3)
                    .extracting(WindowVerdict::verdictHash)
                    .isEqualTo(Events.verdictHashes(Events.subnet(3), List.of(three)));
            assertThat(verdicts)
                    .filteredOn(verdict -> verdict.netuid() == 30)
                    .extracting(WindowVerdict::verdictHash)
                    .isEqualTo(Events.verdictHashes(Events.subnet(30), List.of(thirty)));
            assertThat(driver.moved())
                    .containsEntry("rating.verdicts,all_outcomes,3", 3)
                    .containsEntry("rating.verdicts,all_outcomes,30", 3)
                    .containsEntry("rating.ignored,other,other_subnet", 4)
                    .containsEntry("rating.accepted,3", 12)
                    .containsEntry("rating.accepted,30", 12);
        }
    }

    @Test
    void theGroupIsNamedAfterItsSubnetsInAscendingOrder() {
        var rating = new RatingProperties(directory, List.of(), "assay-rating", 1, 1, 200);
        assertThat(RatingStreams.applicationId(rating, Events.subnets(30, 5, 3)))
                .isEqualTo("assay-rating-3-5-30");
        assertThat(RatingStreams.applicationId(rating, Events.subnets(3))).isEqualTo("assay-rating-3");
    }

    @Test
    void gaugesAreThereFromASubnetsFirstRecordToTheEndOfItsTask() {
        var driver = driver(_ -> Optional.empty());
        assertThat(settled(driver)).isEmpty();
        driver.send(windows(30, 7, 7));
        assertThat(settled(driver)).containsExactly("30=7.0");
        driver.close();
        assertThat(settled(driver)).isEmpty();
    }

    private static List<String> settled(RatingDriver driver) {
        return driver.meters.find("assay.rating.window.settled").gauges().stream()
                .map(gauge -> gauge.getId().getTag("netuid") + "=" + gauge.value())
                .toList();
    }

    private List<WindowVerdict> verdicts(Event... events) {
        try (var driver = new RatingDriver(directory.resolve("before"), Events.subnets(3), _ -> Optional.empty())) {
            driver.send(events);
            return driver.verdicts();
        }
    }

    @Test
    void aSubnetWithoutStateGoesOnFromItsNewestVerdict() {
        var all = verdicts(windows(3, 1, 4));
        var asked = new ArrayList<Integer>();
        try (var driver = driver(netuid -> {
            asked.add(netuid);
            return netuid == 3 ? Optional.of(all.get(1)) : Optional.empty();
        })) {
            driver.send(windows(3, 1, 4));
            assertThat(driver.verdicts()).isEqualTo(all.subList(2, 4));
            assertThat(driver.moved()).containsEntry("rating.ignored,3,late", 8);
            driver.send(windows(30, 1, 1));
            assertThat(driver.verdicts())
                    .singleElement()
                    .satisfies(
                            verdict -> assertThat(verdict.previousVerdictHash()).isNull());
            assertThat(asked).containsExactly(3, 30);
        }
    }

    @Test
    void theStateWinsOverTheRecord() {
        var all = verdicts(windows(3, 1, 4));
        try (var driver = driver(_ -> Optional.of(all.getFirst()))) {
            driver.send(windows(3, 1, 3));
            var store = new SettleStore(driver.store(), 3);
            assertThat(store.hasHead()).isTrue();
            assertThat(store.load().head().window()).isEqualTo(3);
            assertThat(store.load().head().before().verdictHash())
                    .isEqualTo(all.get(2).verdictHash());
        }
    }

    @Test
    void whatTheRecordSaidIsKeptBeforeTheFirstVerdict() {
        var all = verdicts(windows(3, 1, 4));
        try (var driver = driver(_ -> Optional.of(all.get(1)))) {
            driver.send(Events.agreed(opened(3, uids(2))));
            var state = new SettleStore(driver.store(), 3).load();
            assertThat(state.head().window()).isEqualTo(2);
            assertThat(state.openWindows()).isEqualTo(1);
        }
    }
}
