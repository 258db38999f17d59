package io.assay.audit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.audit.Broker;
import io.assay.audit.core.PassedOver;
import io.assay.audit.core.UnreadableSourceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Properties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClusterSourceTest {
    private static void assertUnreadable(String servers, Properties client, String... parts) {
        var source = new ClusterSource(servers, client, Duration.ofSeconds(2));
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> source.read((_, _) -> {}))
                .withMessageContainingAll(parts);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void namesBrokersThatDoNotAnswer() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        assertUnreadable(
                "127.0.0.1:" + port, new Properties(), "no answer from the Kafka brokers at 127.0.0.1:" + port, "2 s");
    }

    @Test
    void namesATopicThatIsMissing(@TempDir Path directory) {
        try (var broker = new Broker(directory)) {
            assertUnreadable(
                    broker.servers(), new Properties(), "at " + broker.servers() + " have no topic window-verdicts");
        }
    }

    @Test
    void saysWhatIsWrongWithAnAddress() {
        assertUnreadable("nowhere", new Properties(), "from nowhere", "Invalid url", "check --bootstrap");
    }

    @Test
    void saysWhatIsWrongWithTheClientsProperties() {
        var client = new Properties();
        client.put("security.protocol", "SASLSSL");
        assertUnreadable("127.0.0.1:1", client, "SASLSSL", "--command-config");
    }

    @Test
    void refusesAVerdictOfAnotherForm() {
        var records = new VerdictRecords((_, _) -> {}, new PassedOver());
        var headers = new Header[] {header("type", "WindowVerdict"), header("schemaVersion", "2")};
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> records.take("offset 7", headers, new byte[0]))
                .withMessage("offset 7 has schemaVersion 2, known: 1; use the newer audit");
    }

    @Test
    void countsWhatHasNoTypeAndShowsNoControlCharacters() {
        var passed = new PassedOver();
        var taken = new ArrayList<String>();
        var records = new VerdictRecords((place, _) -> taken.add(place), passed);
        records.take("offset 0", new Header[0], new byte[0]);
        records.take("offset 1", new Header[] {header("type", "a\u001b[2J")}, new byte[0]);
        records.take("offset 2", new Header[] {header("type", "WindowVerdict")}, new byte[0]);
        assertThat(taken).containsExactly("offset 2");
        assertThat(passed.sentences())
                .containsExactly("passed over: 1 × record of type a [2J", "passed over: 1 × record without a type");
    }
}
