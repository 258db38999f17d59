package io.assay.rating.web;

import static io.assay.rating.core.Windows.hotkey;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Peers over HTTP. */
@Timeout(120)
@ExtendWith(SharedService.class)
class PeersApiTest {
    private final Service service;

    PeersApiTest(Service service) {
        this.service = service;
    }

    private static List<Integer> uids(JsonNode page) {
        return page.get("peers")
                .valueStream()
                .map(peer -> peer.at("/standing/uid").intValue())
                .toList();
    }

    private static List<Long> windows(JsonNode list) {
        return list.valueStream().map(each -> each.get("window").longValue()).toList();
    }

    @Test
    void peersAreSortedByWeightUnlessToldOtherwise() throws Exception {
        var page = service.json("/api/v1/peers");
        assertThat(page.get("netuid").intValue()).isEqualTo(3);
        assertThat(page.get("window").longValue()).isEqualTo(12);
        assertThat(page.get("verdictHash").stringValue()).isEqualTo(service.hash(3, 12));
        assertThat(page.get("total").intValue()).isEqualTo(6);
        assertThat(uids(page)).containsExactly(1, 2, 3, 4, 5, 6);
        var first = page.at("/peers/0");
        assertThat(first.get("ordinal").doubleValue())
                .isEqualTo(first.at("/standing/mu").doubleValue()
                        - 3 * first.at("/standing/sigma").doubleValue());
    }

    @ParameterizedTest
    @CsvSource({"weight", "ordinal", "uid", "finalScore", "binaryAverage"})
    void pagesOfEveryOrderHaveEveryPeerOnce(String sort) throws Exception {
        var all = new TreeSet<Integer>();
        for (var page = 0; page < 3; page++) {
            all.addAll(uids(service.json("/api/v1/peers?order=asc&size=2&page=" + page + "&sort=" + sort)));
        }
        assertThat(all).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(uids(service.json("/api/v1/peers?size=2&page=3&sort=" + sort)))
                .isEmpty();
    }

    @Test
    void anotherOrderIsAnotherOrder() throws Exception {
        assertThat(uids(service.json("/api/v1/peers?sort=uid&order=desc&size=2")))
                .containsExactly(6, 5);
        assertThat(uids(service.json("/api/v1/peers?sort=uid&order=asc&size=2")))
                .containsExactly(1, 2);
    }

    @Test
    void anotherSubnetHasItsOwnPeers() throws Exception {
        var page = service.json("/api/v1/peers?netuid=9");
        assertThat(page.get("window").longValue()).isEqualTo(3);
        assertThat(uids(page)).containsExactly(1, 2);
        assertThat(service.json("/api/v1/peers/" + hotkey(2) + "?netuid=9")
                        .get("verdictHash")
                        .stringValue())
                .isEqualTo(service.hash(9, 3));
    }

    @Test
    void historyComesFromMemoryAndFromTheTopic() throws Exception {
        var path = "/api/v1/peers/" + hotkey(2) + "/history";
        var all = service.json(path);
        assertThat(windows(all.get("entries"))).containsExactly(12L, 11L, 10L, 9L, 8L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(all.get("nextBefore").isNull()).isTrue();
        for (var entry : all.get("entries")) {
            var verdict = service.verdict(3, entry.get("window").longValue());
            assertThat(entry.get("verdictHash").stringValue()).isEqualTo(verdict.verdictHash());
            assertThat(entry.at("/standing/uid").intValue()).isEqualTo(2);
            assertThat(entry.get("changes")).hasSize(1);
            assertThat(entry.at("/changes/0/rule").stringValue()).isEqualTo("rated");
            assertThat(entry.at("/changes/0/hotkey").stringValue()).isEqualTo(hotkey(2));
        }
    }

    @Test
    void historyGoesOnWhereThePageBeforeEnded() throws Exception {
        var path = "/api/v1/peers/" + hotkey(2) + "/history?limit=6";
        var first = service.json(path);
        assertThat(windows(first.get("entries"))).containsExactly(12L, 11L, 10L, 9L, 8L, 6L);
        var second = service.json(path + "&before=" + first.get("nextBefore").longValue());
        assertThat(windows(second.get("entries"))).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(windows(service.json(path + "&before=1").get("entries"))).isEmpty();
    }
}
