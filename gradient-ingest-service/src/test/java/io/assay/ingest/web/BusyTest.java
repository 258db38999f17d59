package io.assay.ingest.web;

import static io.assay.ingest.web.NoticeService.ALICE;
import static io.assay.ingest.web.NoticeService.STRANGER;
import static io.assay.ingest.web.NoticeService.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many notices at once. */
@Timeout(60)
class BusyTest {
    private static final int MOST = 16;

    private NoticeService service;

    @BeforeEach
    void start() {
        service = NoticeService.start("--assay.ingest.notices.verifications=" + MOST);
        service.check().hold();
    }

    @AfterEach
    void close() {
        service.check().let();
        service.close();
    }

    @Test
    void oneOfManyEqualNoticesIsAccepted() throws Exception {
        var notice = service.notice(ALICE, service.now(), body(4));
        var answers = IntStream.range(0, MOST)
                .mapToObj(_ -> service.sendAsync(notice))
                .toList();
        service.awaitPending(MOST);
        assertThat(service.hints()).isEmpty();
        service.check().let();
        assertThat(answers.stream().map(answer -> answer.join().statusCode()).sorted())
                .hasSize(MOST)
                .startsWith(202, 401)
                .endsWith(401);
        assertThat(service.hints()).containsExactly("4 " + ALICE.address());
        assertThat(service.counted()).containsEntry("accepted", 1).containsEntry("replayed", MOST - 1);
    }

    @Test
    void whoComesWhenTooManySignaturesAreCheckedIsToldToComeAgain() throws Exception {
        var first = IntStream.range(0, MOST)
                .mapToObj(i ->
                        service.sendAsync(service.notice(ALICE, service.now().plusMillis(i), body(4))))
                .toList();
        service.awaitPending(MOST);
        var more = service.notice(ALICE, service.now().plusSeconds(1), body(4));
        service.refuses(more, 429, "busy", "too many signatures are being checked; come again in a second");
        assertThat(service.send(more).headers().firstValue("Retry-After")).hasValue("1");
        service.refuses(
                service.notice(STRANGER, service.now(), body(4)),
                403,
                "unregistered",
                STRANGER.address() + " is registered in none of the open windows");
        service.check().let();
        assertThat(first.stream().map(answer -> answer.join().statusCode()))
                .contains(202)
                .doesNotContain(429);
        service.awaitPending(0);
        assertThat(service.send(more)).extracting(HttpResponse::statusCode).isEqualTo(202);
    }

    @Test
    void whoGoesAwayGivesItsPlaceUpOnceItsSignatureIsChecked() throws Exception {
        var gone = service.sendAsync(service.notice(ALICE, service.now(), body(4)));
        service.awaitPending(1);
        gone.cancel(true);
        service.check().let();
        service.awaitPending(0);
        assertThat(service.send(service.notice(ALICE, service.now().plusMillis(1), body(4)))
                        .statusCode())
                .isEqualTo(202);
    }
}
