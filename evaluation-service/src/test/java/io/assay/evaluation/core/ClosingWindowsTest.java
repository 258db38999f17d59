package io.assay.evaluation.core;

import static io.assay.evaluation.core.Events.FIRST;
import static io.assay.evaluation.core.Events.hotkey;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.evaluation.core.ClosingWindows.Closing;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClosingWindowsTest {
    private final ClosingWindows windows = new ClosingWindows(3);

    @Test
    void knowsWhoIsDrawnFromTheClosingBlockOn() {
        windows.note(opened(FIRST));
        assertThat(windows.of(FIRST)).isEmpty();
        assertThat(windows.newest()).isEqualTo(-1);
        windows.note(closing(3, FIRST));
        assertThat(windows.of(FIRST)).contains(new Closing(FIRST, "0x01", List.of(0, 2)));
        assertThat(windows.newest()).isEqualTo(FIRST);
    }

    @Test
    void keepsToThoseThatArrivedOnceTheWindowIsClosed() {
        windows.note(opened(FIRST));
        windows.note(closing(3, FIRST));
        windows.note(Events.closed(
                FIRST,
                PeerArrival.missing(0, hotkey(0)),
                PeerArrival.arrived(1, hotkey(1), Events.pinned(1)),
                PeerArrival.arrived(2, hotkey(2), Events.pinned(2))));
        assertThat(windows.of(FIRST)).contains(new Closing(FIRST, "0x01", List.of(2)));
    }

    @Test
    void measuresWhatIsCommonWhereNobodyIsKnown() {
        windows.note(closing(3, FIRST));
        assertThat(windows.of(FIRST)).contains(new Closing(FIRST, "0x01", List.of()));
    }

    @Test
    void ignoresOtherSubnetsAndForgetsWindowsLongPast() {
        windows.note(closing(4, FIRST));
        assertThat(windows.newest()).isEqualTo(-1);
        for (var window = FIRST; window < FIRST + 9; window++) {
            windows.note(closing(3, window));
        }
        assertThat(windows.of(FIRST)).isEmpty();
        assertThat(windows.of(FIRST + 1)).isPresent();
        assertThat(windows.newest()).isEqualTo(FIRST + 8);
    }

    private static WindowOpened opened(long window) {
        var roster = IntStream.range(0, 3)
                .mapToObj(uid -> new RosterEntry(uid, hotkey(uid), true))
                .toList();
        return new WindowOpened(
                3,
                window,
                window - FIRST,
                7,
                Instant.EPOCH,
                roster,
                List.of(hotkey(2), hotkey(0)),
                List.of(),
                "0".repeat(64));
    }

    private static WindowClosing closing(int netuid, long window) {
        return new WindowClosing(netuid, window, window - FIRST, 14, "0x01", Instant.EPOCH);
    }
}
