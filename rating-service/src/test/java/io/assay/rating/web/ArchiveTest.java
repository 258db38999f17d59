package io.assay.rating.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.record.RecentVerdicts;
import io.assay.rating.record.RecordedVerdict;
import io.assay.rating.record.SettledWindow;
import io.assay.rating.record.VerdictArchive;
import io.assay.rating.record.VerdictFollower;
import io.assay.rating.record.VerdictLookup;
import io.assay.service.settings.KafkaSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Any verdict, from the topic. */
@Timeout(120)
@ExtendWith(SharedService.class)
class ArchiveTest {
    private final Service service;

    ArchiveTest(Service service) {
        this.service = service;
    }

    @Test
    void theArchiveFindsEveryVerdictAndTheOneBefore() {
        var archive = service.bean(VerdictArchive.class);
        for (var window = 0L; window <= 14; window++) {
            assertThat(archive.find(3, window).map(RecordedVerdict::verdict)).isEqualTo(service.find(3, window));
            var before = LongStream.range(0, window)
                    .mapToObj(each -> service.find(3, each))
                    .flatMap(Optional::stream)
                    .reduce((_, newer) -> newer);
            assertThat(archive.findBefore(3, window).map(RecordedVerdict::verdict))
                    .isEqualTo(before);
        }
        assertThat(archive.findBefore(3, Long.MAX_VALUE)).isPresent();
        assertThat(archive.find(5, 1)).isEmpty();
    }

    @Test
    void theLookupFindsAVerdictWithTheOneItNames() {
        var lookup = service.bean(VerdictLookup.class);
        for (var window : List.of(12L, 9L, 8L, 2L)) {
            var found = lookup.withPrevious(3, window).orElseThrow();
            assertThat(found.verdict().window()).isEqualTo(window);
            assertThat(found.previous())
                    .extracting(WindowVerdict::verdictHash)
                    .isEqualTo(found.verdict().previousVerdictHash());
        }
        assertThat(lookup.withPrevious(3, 1L).orElseThrow().previous()).isNull();
        assertThat(lookup.withPrevious(9, null).orElseThrow().verdict().window())
                .isEqualTo(3);
        assertThat(lookup.withPrevious(3, 7L)).isEmpty();
    }

    @Test
    void aQuietSubnetIsNotForgottenByAFollowerThatBeginsNearTheEnd() throws Exception {
        var recent = new RecentVerdicts(List.of(3, 9), 2);
        var told = new CopyOnWriteArrayList<Long>();
        var follower = new VerdictFollower(
                service.bean(KafkaSettings.class), 2, recent, settled -> told.add(settled.window()), _ -> {});
        follower.start();
        while (!follower.caughtUp()) {
            Thread.sleep(20);
        }
        follower.stop();
        assertThat(told).endsWith(11L, 12L, 3L).doesNotContain(1L, 2L);
        assertThat(recent.newest(9)).map(SettledWindow::verdictHash).hasValue(service.hash(9, 3));
    }
}
