package io.assay.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said before any broker is asked. */
class CommandLineTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            window                      | there is no topic window, known: windows, gradient-arrivals, loss-deltas,
            windows,loss-deltas         | one TOPIC at a time, given: windows, loss-deltas
            windows,--peer,bob          | --peer is bob, allowed: a uid, or a hotkey
            windows,--window,-1         | --window is -1, allowed: 0..
            windows,--limit,0           | --limit is 0, allowed: 1..100000
            windows,--verbose           | there is no option --verbose
            --follow                    | --follow goes with a TOPIC only
            windows,--command-config,/x | --command-config names /x, which cannot be read
            """)
    void whatTopicsCannotMeanIsTold(String words, String fault) {
        assertThat(TopicsMain.run(words.split(","), LIMIT, LiveRecord.print(out), LiveRecord.print(err)))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("assay topics: " + fault).contains("usage: ./assay topics");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                         | one of list, show, replay is needed, given: none
            bury                       | there is nothing named bury
            list,window                | there is no topic window, known: windows,
            list,windows,--all         | --all has no meaning here
            show,windows               | TOPIC and OFFSET are needed, given: 1 words
            show,windows,x             | OFFSET is x, allowed: a number
            show,windows,0,--bytes,-1  | --bytes is -1, allowed: 0..8388608
            replay,windows             | TOPIC is needed, and either OFFSET or --all
            replay,windows,0,--all     | TOPIC is needed, and either OFFSET or --all
            """)
    void whatDeadLettersCannotMeanIsTold(String words, String fault) {
        var args = words.isEmpty() ? new String[0] : words.split(",");
        assertThat(DeadLettersMain.run(args, LIMIT, LiveRecord.print(out), LiveRecord.print(err)))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("assay dlt: " + fault).contains("usage: ./assay dlt list");
    }

    @Test
    void helpIsNoFault() {
        var help = new String[] {"--help"};
        assertThat(TopicsMain.run(help, LIMIT, LiveRecord.print(out), LiveRecord.print(err)))
                .isZero();
        assertThat(DeadLettersMain.run(help, LIMIT, LiveRecord.print(out), LiveRecord.print(err)))
                .isZero();
        assertThat(out.toString(UTF_8)).startsWith("usage: ./assay topics").contains("usage: ./assay dlt list");
    }

    @Test
    void brokersThatAreAwayAreNamed() {
        var list = new String[] {"--bootstrap", "127.0.0.1:1"};
        assertThat(TopicsMain.run(list, LIMIT, LiveRecord.print(out), LiveRecord.print(err)))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).startsWith("assay topics: no answer from the Kafka brokers");
        err.reset();
        var events = new String[] {"windows", "--bootstrap", "127.0.0.1:1"};
        assertThat(TopicsMain.run(events, LIMIT, LiveRecord.print(out), LiveRecord.print(err)))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).startsWith("assay topics: no answer from the Kafka brokers");
        err.reset();
        var nowhere = new String[] {"list", "--bootstrap", "nowhere"};
        assertThat(DeadLettersMain.run(nowhere, LIMIT, LiveRecord.print(out), LiveRecord.print(err)))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .startsWith("assay dlt: Kafka cannot be used: ")
                .contains("check --bootstrap");
    }
}
