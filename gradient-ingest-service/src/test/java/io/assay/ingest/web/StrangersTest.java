package io.assay.ingest.web;

import static io.assay.ingest.web.NoticeService.ALICE;
import static io.assay.ingest.web.NoticeService.BOB;
import static io.assay.ingest.web.NoticeService.PATH;
import static io.assay.ingest.web.NoticeService.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.key.RequestSignature;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Who does not keep to the protocol, byte by byte. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class StrangersTest {
    private static final String HEAD = "POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    private NoticeService service;

    @BeforeAll
    void start() {
        service =
                NoticeService.start("--assay.ingest.notices.body-deadline=300ms", "--server.netty.idle-timeout=300ms");
    }

    @AfterAll
    void close() {
        service.close();
    }

    private String signed() {
        return HEAD
                + RequestSignature.sign(ALICE, service.now(), "POST", PATH, body(4)).headers().entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                        .collect(Collectors.joining());
    }

    private Socket connected(String text) throws IOException {
        var socket = new Socket("127.0.0.1", service.port());
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /** What is answered until the server closes the connection, while nothing more comes from here. */
    private String answer(String text) throws IOException {
        try (var socket = connected(text)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private int counted(String outcome) {
        return service.counted().getOrDefault(outcome, -1);
    }

    @Test
    void theBodyOfWhoHasNotSignedIsNotWaitedFor() throws Exception {
        var before = counted("unsigned");
        assertThat(answer(HEAD + "Content-Length: 500\r\n\r\n")).startsWith("HTTP/1.1 401 ");
        assertThat(answer(HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\n")).startsWith("HTTP/1.1 401 ");
        assertThat(counted("unsigned")).isEqualTo(before + 2);
    }

    @Test
    void aBodyThatDoesNotComeIsGivenUp() throws Exception {
        assertThat(answer(signed() + "Content-Length: 50\r\n\r\n{\"netuid\"")).startsWith("HTTP/1.1 408 ");
        assertThat(counted("too_slow")).isOne();
    }

    @Test
    void aBodyThatBreaksOffIsNoFaultOfOurs(CapturedOutput output) throws Exception {
        var before = counted("malformed");
        connected(signed() + "Content-Length: 50\r\n\r\n{\"netuid\"").close();
        NoticeService.await(() -> counted("malformed") == before + 1);
        assertThat(counted("failed")).isZero();
        assertThat(output).doesNotContain("ERROR").doesNotContain("WARN");
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws Exception {
        assertThat(answer("")).isEmpty();
    }

    @Test
    void nothingOfARefusedNoticeGetsIntoTheLog(CapturedOutput output) throws Exception {
        var wrong =
                RequestSignature.sign(BOB, service.now(), "POST", PATH, body(4)).hex();
        var request = service.signed(
                new RequestSignature(ALICE.address(), service.now().toEpochMilli(), wrong), body(4));
        assertThat(service.send(request).statusCode()).isEqualTo(401);
        assertThat(answer(HEAD + "Assay-Signature: " + wrong + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401 ");
        assertThat(answer("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(output.toString()).isEmpty();
    }
}
