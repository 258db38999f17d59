package io.assay.ingest.web;

import static io.assay.ingest.web.NoticeService.ALICE;
import static io.assay.ingest.web.NoticeService.BOB;
import static io.assay.ingest.web.NoticeService.CAROL;
import static io.assay.ingest.web.NoticeService.PATH;
import static io.assay.ingest.web.NoticeService.STRANGER;
import static io.assay.ingest.web.NoticeService.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.key.RequestSignature;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices over HTTP. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArrivalsApiTest {
    private NoticeService service;

    @BeforeAll
    void start() {
        service = NoticeService.start();
        assertThat(service.counted().values()).hasSize(17).containsOnly(0);
    }

    @AfterAll
    void close() {
        service.close();
    }

    @BeforeEach
    void forget() {
        service.passAMinute();
        service.hints().clear();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void looksIntoTheBucketOfWhoTellsSo() throws Exception {
        var before = service.counted();
        var answer = service.send(service.notice(ALICE, service.now(), body(4)));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(service.hints()).containsExactly("4 " + ALICE.address());
        before.merge("accepted", 1, Integer::sum);
        assertThat(service.counted()).isEqualTo(before);
    }

    @Test
    void acceptsAnotherNoticeThatWasSignedLater() throws Exception {
        for (var i = 0; i < 3; i++) {
            var answer = service.send(service.notice(ALICE, service.now().plusMillis(i), body(4)));
            assertThat(answer.statusCode()).isEqualTo(202);
        }
        assertThat(service.hints()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {-30_000, -29_000, 29_000, 30_000})
    void acceptsAClockThatIsALittleOff(long millis) throws Exception {
        var answer = service.send(service.notice(ALICE, service.now().plusMillis(millis), body(4)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"-31000, 31000 ms behind", "-30001, 30001 ms behind", "31000, 31000 ms ahead of"})
    void refusesAClockThatIsFarOff(long millis, String off) throws Exception {
        service.refuses(
                service.notice(ALICE, service.now().plusMillis(millis), body(4)),
                401,
                "out_of_time",
                "the timestamp is " + off + " this service's clock, allowed: at most 30000; set the clock right");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void refusesWhatWasSignedNoLaterThanTheLast(long millis) throws Exception {
        service.send(service.notice(ALICE, service.now(), body(4)));
        service.hints().clear();
        service.refuses(
                service.notice(ALICE, service.now().plusMillis(millis), body(4)),
                401,
                "replayed",
                "a notice of " + ALICE.address()
                        + " with this timestamp or a later one was accepted before; sign another one");
    }

    @Test
    void aRefusedNoticeIsNoReasonToRefuseAnother() throws Exception {
        var early = service.notice(ALICE, service.now(), body(5));
        service.send(early);
        assertThat(service.send(service.notice(ALICE, service.now(), body(4))).statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"netuid\":4,\"window\":4}|400|other_subnet|netuid is 4, allowed: 3",
                "{\"netuid\":3,\"window\":3}|404|not_open|window 3 is closed, the newest is 5",
                "{\"netuid\":3,\"window\":6}|404|not_open|window 6 is not open yet, the newest is 5",
                "{\"netuid\":3,\"window\":9223372036854775807}|404|not_open|window 9223372036854775807 is not open yet,"
                        + " the newest is 5",
                "{\"netuid\":3,\"window\":5}|404|too_early|window 5 has not come to its closing block, 60; what is"
                        + " uploaded by then is found without a notice",
                "''|400|malformed|the body is malformed, allowed: {\"netuid\": number, \"window\": number}",
                "[]|400|malformed|the body is malformed, allowed: {\"netuid\": number, \"window\": number}",
                "{\"netuid\":3|400|malformed|the body is malformed, allowed: {\"netuid\": number, \"window\": number}",
                "{\"netuid\":3,\"window\":4}{}|400|malformed|the body is malformed, allowed: {\"netuid\": number,"
                        + " \"window\": number}",
                "{\"netuid\":3,\"window\":4,\"window\":4}|400|malformed|the body is malformed, allowed: {\"netuid\":"
                        + " number, \"window\": number}",
                "{\"netuid\":3,\"window\":[]}|400|malformed|the body is malformed, allowed: {\"netuid\": number,"
                        + " \"window\": number}",
                "{\"netuid\":3,\"window\":4,\"x\":1}|400|malformed|the body has another member, allowed: netuid and"
                        + " window",
                "{\"netuid\":3}|400|malformed|window is missing or malformed, allowed: a whole number from 0 to"
                        + " 9223372036854775807",
                "{\"netuid\":3,\"window\":9223372036854775808}|400|malformed|window is missing or malformed, allowed: a"
                        + " whole number from 0 to 9223372036854775807",
                "{\"netuid\":65536,\"window\":4}|400|malformed|netuid is missing or malformed, allowed: a whole number"
                        + " from 0 to 65535",
                "{\"netuid\":3,\"window\":-1}|400|malformed|window is missing or malformed, allowed: a whole number"
                        + " from 0 to 9223372036854775807",
                "{\"netuid\":3,\"window\":4.0}|400|malformed|window is missing or malformed, allowed: a whole number"
                        + " from 0 to 9223372036854775807",
                "{\"netuid\":\"3\",\"window\":4}|400|malformed|netuid is missing or malformed, allowed: a whole number"
                        + " from 0 to 65535",
                "{\"netuid\":null,\"window\":4}|400|malformed|netuid is missing or malformed, allowed: a whole number"
                        + " from 0 to 65535"
            })
    void refusesWhatIsNoNoticeOfAWindowThatIsSearched(String body, int status, String outcome, String detail)
            throws Exception {
        service.refuses(service.notice(ALICE, service.now(), utf8(body)), status, outcome, detail);
    }

    @Test
    void refusesWhoTakesNoPart() throws Exception {
        service.refuses(
                service.notice(STRANGER, service.now(), body(4)),
                403,
                "unregistered",
                STRANGER.address() + " is registered in none of the open windows");
        service.refuses(
                service.notice(BOB, service.now(), body(4)),
                403,
                "not_in_window",
                BOB.address() + " was not registered yet when window 4 opened");
        service.refuses(
                service.notice(CAROL, service.now(), body(4)),
                403,
                "not_in_window",
                CAROL.address() + " has no bucket on the chain; commit to one");
    }

    @Test
    void refusesASignatureOfAnotherHotkeyTimeBodyMethodOrPath() throws Exception {
        var now = service.now();
        var right = RequestSignature.sign(ALICE, now, "POST", PATH, body(4));
        var bobs = RequestSignature.sign(BOB, now, "POST", PATH, body(4)).hex();
        refusesAsWrong(new RequestSignature(ALICE.address(), right.timestampMillis(), bobs), body(4));
        refusesAsWrong(new RequestSignature(ALICE.address(), right.timestampMillis() + 1, right.hex()), body(4));
        refusesAsWrong(right, utf8("{\"netuid\":3, \"window\":4}"));
        refusesAsWrong(RequestSignature.sign(ALICE, now, "PUT", PATH, body(4)), body(4));
        refusesAsWrong(RequestSignature.sign(ALICE, now, "POST", PATH + "/", body(4)), body(4));
        assertThat(service.send(service.signed(right, body(4))).statusCode()).isEqualTo(202);
    }

    private void refusesAsWrong(RequestSignature signature, byte[] body) throws Exception {
        service.refuses(
                service.signed(signature, body),
                401,
                "wrong_signature",
                "the signature is not that of " + ALICE.address() + " for this method, path, body and timestamp");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Assay-Hotkey||Assay-Hotkey is there 0 times, allowed: once",
                "Assay-Timestamp||Assay-Timestamp is there 0 times, allowed: once",
                "Assay-Signature||Assay-Signature is there 0 times, allowed: once",
                "Assay-Hotkey|alice|Assay-Hotkey is malformed, allowed: an SS58 address",
                "Assay-Timestamp|now|Assay-Timestamp is malformed, allowed: Unix time in milliseconds",
                "Assay-Signature|0x00|Assay-Signature is malformed, allowed: 128 hexadecimal digits"
            })
    void refusesAHeaderThatIsMissingOrMalformed(String name, String value, String detail) throws Exception {
        var signature = RequestSignature.sign(ALICE, service.now(), "POST", PATH, body(4));
        var request = service.request(PATH)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body(4)));
        signature.headers().forEach((header, right) -> {
            if (!header.equals(name)) {
                request.header(header, right);
            } else if (value != null) {
                request.header(header, value);
            }
        });
        service.refuses(request.build(), 401, "unsigned", detail);
        assertThat(service.send(request.build()).headers().firstValue("WWW-Authenticate"))
                .hasValue("Assay-Signature");
    }

    @Test
    void refusesAHeaderThatIsThereTwice() throws Exception {
        var signature = RequestSignature.sign(ALICE, service.now(), "POST", PATH, body(4));
        var twice = HttpRequest.newBuilder(service.signed(signature, body(4)), (_, _) -> true)
                .header("Assay-Timestamp", "1");
        service.refuses(twice.build(), 401, "unsigned", "Assay-Timestamp is there 2 times, allowed: once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/problem+json", "*/*", "nonsense", ""})
    void refusesWhatDoesNotSayThatItIsJson(String type) throws Exception {
        var request = service.request(PATH).POST(BodyPublishers.ofByteArray(body(4)));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        RequestSignature.sign(ALICE, service.now(), "POST", PATH, body(4))
                .headers()
                .forEach(request::header);
        service.refuses(request.build(), 415, "wrong_type", "Content-Type is another, allowed: application/json");
    }

    @Test
    void refusesABodyThatIsTooLargeWhetherItSaysSoOrNot() throws Exception {
        var large = utf8(" ".repeat(1025));
        var detail = "the body is too large, allowed: at most 1024 bytes";
        service.refuses(service.notice(ALICE, service.now(), large), 413, "too_large", detail);
        var chunked = HttpRequest.newBuilder(service.notice(ALICE, service.now(), large), (_, _) -> true)
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large)));
        service.refuses(chunked.build(), 413, "too_large", detail);
    }

    @Test
    void takesTheLargestBodyThereMayBe() throws Exception {
        var padded = utf8("{\"netuid\":3,\"window\":4" + " ".repeat(1001) + "}");
        assertThat(padded).hasSize(1024);
        assertThat(service.send(service.notice(ALICE, service.now(), padded)).statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "PROPFIND"})
    void refusesOtherMethods(String method) throws Exception {
        var request = service.request(PATH).method(method, BodyPublishers.ofByteArray(body(4)));
        service.refuses(request.build(), 405, "wrong_method", "method is " + method + ", allowed: POST");
        assertThat(service.send(request.build()).headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void saysWhenToComeAgain() throws Exception {
        var early = service.send(service.notice(ALICE, service.now(), body(5)));
        assertThat(early.headers().firstValue("Retry-After")).hasValue("5");
        var closed = service.send(service.notice(ALICE, service.now(), body(3)));
        assertThat(closed.headers().map()).doesNotContainKey("retry-after");
    }

    @Test
    void answersWithAProblemWhateverIsAcceptable() throws Exception {
        var request = HttpRequest.newBuilder(service.notice(STRANGER, service.now(), body(4)), (_, _) -> true)
                .header("Accept", "text/event-stream");
        service.refuses(
                request.build(),
                403,
                "unregistered",
                STRANGER.address() + " is registered in none of the open windows");
    }

    @Test
    void isNowhereElse() throws Exception {
        var before = service.counted();
        for (var path : new String[] {PATH + "/", PATH + "/4", "/arrivals"}) {
            var request = service.request(path).POST(BodyPublishers.ofByteArray(body(4)));
            assertThat(service.send(request.build()).statusCode()).isEqualTo(404);
        }
        assertThat(service.counted()).isEqualTo(before);
    }
}
