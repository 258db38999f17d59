package io.assay.audit;

import static io.assay.audit.Story.hotkey;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.core.Explanation;
import io.assay.rating.core.ExplanationText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ExplainTest {
    private static final List<WindowVerdict> VERDICTS = Story.of(3, 8);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private int explain(String... args) {
        return ExplainMain.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String file(List<String> lines) throws IOException {
        return Files.write(directory.resolve("record.jsonl"), lines).toString();
    }

    private String record() throws IOException {
        return file(Story.text(VERDICTS));
    }

    /** The windows are 10 to 17. */
    private static Explanation expected(int window, int uid) {
        var previous = window == 10 ? null : VERDICTS.get(window - 11);
        return Explanation.of(VERDICTS.get(window - 10), previous, hotkey(uid)).orElseThrow();
    }

    @Test
    void explainsTheNewestWindowOfARecord() throws IOException {
        assertThat(explain(hotkey(2), "--file", record())).isZero();
        assertThat(said()).isEqualTo(ExplanationText.of(expected(17, 2)));
    }

    @Test
    void explainsAnyWindowWhereverThePeerStandsOnTheCommandLine() throws IOException {
        assertThat(explain("--window", "12", "--file=" + record(), hotkey(2))).isZero();
        assertThat(said()).isEqualTo(ExplanationText.of(expected(12, 2)));
    }

    @Test
    void theFirstWindowHasNoneBefore() throws IOException {
        assertThat(explain("1", "--window", "10", "--file", record())).isZero();
        assertThat(said()).isEqualTo(ExplanationText.of(expected(10, 1)));
    }

    @Test
    void knowsAPeerByItsUidOrTheOnlyBeginningOfItsHotkey() throws IOException {
        assertThat(explain("3", "--file", record())).isZero();
        assertThat(said()).isEqualTo(ExplanationText.of(expected(17, 3)));
        assertThat(explain(hotkey(3).substring(0, 20), "--file", record())).isEqualTo(2);
        assertThat(complained()).contains("4 peers 5Miner").contains("3:" + hotkey(3));
        out.reset();
        assertThat(explain(hotkey(3).substring(0, 48), "--file", record())).isZero();
        assertThat(said()).isEqualTo(ExplanationText.of(expected(17, 3)));
    }

    @Test
    void speaksJsonToPrograms() throws IOException {
        assertThat(explain("2", "--json", "--file", record())).isZero();
        assertThat(JsonMapper.shared().readValue(said(), Explanation.class)).isEqualTo(expected(17, 2));
    }

    @Test
    void aRecordThatIsThereTwiceChangesNothing() throws IOException {
        var lines = new ArrayList<String>(Story.text(VERDICTS));
        lines.addAll(Story.text(VERDICTS));
        assertThat(explain("2", "--file", file(lines))).isZero();
        assertThat(said()).isEqualTo(ExplanationText.of(expected(17, 2)));
    }

    @Test
    void asksWhichSubnetWhenThereAreSeveral() throws IOException {
        var lines = new ArrayList<String>(Story.text(VERDICTS));
        lines.addAll(Story.text(Story.of(4, 2)));
        assertThat(explain("2", "--file", file(lines))).isEqualTo(2);
        assertThat(complained()).contains("subnets 3, 4").contains("--netuid");
        assertThat(explain("2", "--netuid", "3", "--file", file(lines))).isZero();
        assertThat(said()).isEqualTo(ExplanationText.of(expected(17, 2)));
    }

    @Test
    void namesWhatIsNotThere() throws IOException {
        assertThat(explain("2", "--window", "99", "--file", record())).isEqualTo(2);
        assertThat(complained()).contains("window 99 has no verdict");
        assertThat(explain("77", "--file", record())).isEqualTo(2);
        assertThat(complained()).contains("no peer 77 is known in window 17, which has: 1:" + hotkey(1));
        assertThat(explain("2", "--netuid", "9", "--file", record())).isEqualTo(2);
        assertThat(complained()).contains("there is no verdict of subnet 9");
    }

    @Test
    void refusesWhatItCannotUnderstand() throws IOException {
        assertThat(explain("--file", record())).isEqualTo(2);
        assertThat(complained()).contains("name the peer");
        assertThat(explain("1", "2", "--file", record())).isEqualTo(2);
        assertThat(complained()).contains("one peer at a time: 1 or 2");
        assertThat(explain("../x", "--file", record())).isEqualTo(2);
        assertThat(explain("1", "--window", "-4", "--file", record())).isEqualTo(2);
        assertThat(complained()).contains("--window is -4, allowed: 0..");
        assertThat(explain("1", "--api", "ftp://x")).isEqualTo(2);
        assertThat(complained()).contains("--api is ftp://x, allowed: an address");
        assertThat(explain("1", "--api", "http://x", "--file", record())).isEqualTo(2);
        assertThat(complained()).contains("name one of them");
    }

    @Test
    void asksARunningService() throws IOException {
        var asked = new ArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Accept"));
            var known = exchange.getRequestURI().getPath().contains(hotkey(1));
            var body = (known ? "because" : "{\"detail\": \"peer is not known\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            var api = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(explain(hotkey(1), "--window", "7", "--netuid", "3", "--api", api))
                    .isZero();
            assertThat(said()).isEqualTo("because");
            assertThat(asked.getFirst())
                    .startsWith("/api/v1/peers/" + hotkey(1) + "/explanation?netuid=3&window=7 text/plain");
            assertThat(explain(hotkey(2), "--json", "--api", api)).isEqualTo(2);
            assertThat(asked.getLast()).startsWith("/api/v1/peers/" + hotkey(2) + "/explanation application/json");
            assertThat(complained()).contains("says: peer is not known");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void saysHowToReachAServiceThatIsNotThere() {
        assertThat(explain(hotkey(1), "--api", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(complained())
                .contains("http://127.0.0.1:1")
                .contains("--api URL")
                .contains("--data");
    }
}
