package io.assay.ingest.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.ingest.core.WindowLedger;
import io.assay.ingest.core.notice.NoticeOutcome.Refused;
import io.assay.protocol.WindowClock;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.WindowOpened;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules over HTTP are a table in {@code ArrivalsApiTest}; here is what decides between several of them. */
class NoticeRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

    private final NoticeRules rules = new NoticeRules(3, new WindowClock(10));
    private final WindowLedger ledger = new WindowLedger();

    private void open(long window) {
        var roster = List.of(new RosterEntry(0, ALICE, true));
        ledger.apply(
                new WindowOpened(3, window, window, window * 10, NOW, roster, List.of(), List.of(), "0".repeat(64)));
    }

    private static Optional<NoticeRefusal> reason(Optional<Refused> refused) {
        return refused.map(Refused::reason);
    }

    private Optional<NoticeRefusal> caller(Instant signedAt, Optional<Instant> last) {
        return reason(rules.caller(ledger, ALICE, signedAt, last, NOW));
    }

    @Test
    void whoTakesNoPartIsToldNothingElse() {
        assertThat(caller(Instant.EPOCH, Optional.of(NOW))).contains(NoticeRefusal.UNREGISTERED);
        open(1);
        assertThat(caller(Instant.EPOCH, Optional.of(NOW))).contains(NoticeRefusal.OUT_OF_TIME);
        assertThat(caller(NOW, Optional.of(NOW))).contains(NoticeRefusal.REPLAYED);
        assertThat(caller(NOW, Optional.of(NOW.minusMillis(1)))).isEmpty();
        assertThat(caller(NOW, Optional.empty())).isEmpty();
    }

    @Test
    void timesFarAwayAreOutOfTimeToo() {
        open(1);
        assertThat(caller(Instant.ofEpochMilli(999_999_999_999_999L), Optional.empty()))
                .contains(NoticeRefusal.OUT_OF_TIME);
    }

    @Test
    void aWindowIsKnownByTheLedgerAndSearchedOnceItsClosingBlockIsThere() {
        assertThat(rules.notice(ledger, Optional.empty(), ALICE, 3, 0))
                .contains(new Refused(NoticeRefusal.NOT_OPEN, "window 0 is not open yet, the newest is none"));
        open(1);
        var searched = Optional.of(Set.of(ALICE));
        assertThat(reason(rules.notice(ledger, searched, ALICE, 4, 1))).contains(NoticeRefusal.OTHER_SUBNET);
        assertThat(reason(rules.notice(ledger, Optional.empty(), ALICE, 3, 1))).contains(NoticeRefusal.TOO_EARLY);
        assertThat(reason(rules.notice(ledger, Optional.of(Set.of()), ALICE, 3, 1)))
                .contains(NoticeRefusal.NOT_IN_WINDOW);
        assertThat(rules.notice(ledger, searched, ALICE, 3, 1)).isEmpty();
    }
}
