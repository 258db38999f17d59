package io.assay.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.json.EventJson;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** On a real broker, with dead letters that a service's own follower has buried. */
@Timeout(120)
class DeadLettersMainTest {
    private static final Event OPENED = Events.opened(7);

    private static LiveRecord record;

    @BeforeAll
    static void start(@TempDir Path directory) {
        record = new LiveRecord(directory);
    }

    @BeforeEach
    void empty() throws Exception {
        record.empty();
    }

    @AfterAll
    static void close() {
        record.close();
    }

    private void buryOneOfALaterVersion() throws Exception {
        record.write(
                Topics.WINDOWS,
                "3",
                EventJson.write(OPENED),
                Map.of("type", "WindowOpened", "schemaVersion", "2", "traceparent", "00-ab-cd-01"));
        record.follow(Topics.WINDOWS, true);
    }

    /** A letter that was buried by a reader which did not know the event, and that this one knows. */
    private void layOut(String offset) throws Exception {
        record.writeDead(
                Topics.WINDOWS,
                "3",
                EventJson.write(OPENED),
                Map.of(
                        "type", "WindowOpened",
                        "schemaVersion", "1",
                        "traceparent", "00-ab-cd-01",
                        "reason", "event type 'WindowOpened' is unknown",
                        "originalPartition", "0",
                        "originalOffset", offset,
                        "originalTimestamp", "1000",
                        "originalBytes", Integer.toString(EventJson.write(OPENED).length)));
    }

    @Test
    void nothingIsDead() {
        assertThat(record.dlt("list")).isZero();
        assertThat(record.said()).isEqualToIgnoringNewLines("no dead letters");
    }

    @Test
    void lettersAreListedByTopicAndReason() throws Exception {
        record.write(Topics.WINDOWS, "3", "a".getBytes(UTF_8), Map.of());
        record.write(Topics.WINDOWS, "3", "b".getBytes(UTF_8), Map.of());
        record.write(Topics.WINDOWS, "3", "{}".getBytes(UTF_8), Map.of("type", "WindowOpened", "schemaVersion", "1"));
        record.write(Topics.LOSS_DELTAS, "3", "c".getBytes(UTF_8), Map.of());
        record.follow(Topics.WINDOWS, true);
        record.follow(Topics.LOSS_DELTAS, true);
        assertThat(record.dlt("list")).isZero();
        assertThat(record.lines()).hasSize(4);
        assertThat(record.said())
                .containsPattern("(?m)^windows +1 +0 +20.*Z +20.*Z +0/2 +WindowOpened: ")
                .containsPattern("(?m)^windows +2 +0 +20.*Z +20.*Z +0/0 0/1 +the header 'type' is missing$")
                .containsPattern("(?m)^loss-deltas +1 +0 ");
        record.dlt("list", "loss-deltas", "--json");
        var grave = JsonMapper.shared().readTree(record.lines().getFirst());
        assertThat(grave.get("letters").intValue()).isEqualTo(1);
        assertThat(grave.get("places")).hasSize(1);
    }

    @Test
    void aLetterIsShownWholeAndDoesNothingToTheTerminal() throws Exception {
        var hostile = "\u001b]0;title\u0007{\"window\": \"\u009b31m\u202e\"}\r\n";
        record.write(Topics.WINDOWS, "3\u001b[1m", hostile.getBytes(UTF_8), Map.of("tr\u001bace", "\u001b[2J"));
        record.follow(Topics.WINDOWS, true);
        assertThat(record.dlt("show", "windows", "0")).isZero();
        assertThat(record.said().chars().filter(c -> c != '\n' && c != '\r').filter(Character::isISOControl))
                .isEmpty();
        assertThat(record.said())
                .contains("dead letter  0/0 of windows.dlt")
                .contains("reason       the header 'type' is missing")
                .contains("came from    windows 0/0, written 20")
                .contains("key          3\\u001b[1m")
                .contains("tr\\u001bace=\\u001b[2J")
                .contains("replayed     no")
                .contains("now          a reader would refuse it again: the header 'type' is missing")
                .contains("\\u001b]0;title\\u0007{\"window\": \"\\u009b31m\\u202e\"}\\u000d\\u000a");
    }

    @Test
    void aLongLetterIsShownInPart() throws Exception {
        record.write(Topics.WINDOWS, "3", "ö".repeat(5000).getBytes(UTF_8), Map.of());
        record.follow(Topics.WINDOWS, true);
        record.dlt("show", "windows", "0/0", "--bytes", "5");
        assertThat(record.said())
                .contains("10,000, the first 5 follow")
                .contains("öö…")
                .doesNotContain("ööö");
        record.dlt("show", "windows", "0", "--bytes", "10000");
        assertThat(record.said()).contains("ö".repeat(5000));
    }

    @Test
    void bytesThatAreNoTextAreShownAsDigits() throws Exception {
        record.write(Topics.WINDOWS, "3", new byte[] {(byte) 0xFF, 0, 27}, Map.of());
        record.follow(Topics.WINDOWS, true);
        record.dlt("show", "windows", "0");
        assertThat(record.said()).contains("0xff001b");
    }

    @Test
    void aLetterThatCanBeReadNowIsReplayedOnce() throws Exception {
        layOut("5");
        assertThat(record.dlt("replay", "windows", "0", "--dry-run")).isZero();
        assertThat(record.said()).contains("windows.dlt 0/0  would be replayed as WindowOpened of window 7");
        assertThat(record.follow(Topics.WINDOWS, false)).isEmpty();

        assertThat(record.dlt("replay", "windows", "0")).isZero();
        assertThat(record.said()).contains("windows.dlt 0/0  replayed, now windows 0/0");
        assertThat(record.follow(Topics.WINDOWS, false)).containsExactly(OPENED);

        assertThat(record.dlt("replay", "windows", "0")).isEqualTo(1);
        assertThat(record.said()).contains("left alone: it was replayed at 20", "to windows 0/0; --again");
        assertThat(record.dlt("replay", "windows", "--all")).isZero();
        assertThat(record.said()).isEmpty();
        assertThat(record.follow(Topics.WINDOWS, false)).hasSize(1);

        assertThat(record.dlt("replay", "windows", "0", "--again")).isZero();
        assertThat(record.follow(Topics.WINDOWS, false)).containsExactly(OPENED, OPENED);
        record.dlt("list", "windows");
        assertThat(record.said()).containsPattern("(?m)^windows +1 +1 +20");
        record.dlt("show", "windows", "0");
        assertThat(record.said()).containsPattern("replayed     at 20.*Z, now windows 0/2");
    }

    @Test
    void aReplayHasKeyBytesAndHeadersOfTheOriginalAndSaysThatItIsOne() throws Exception {
        layOut("5");
        record.dlt("replay", "windows", "0");
        var replayed = record.first(Topics.WINDOWS);
        assertThat(replayed.key()).isEqualTo("3".getBytes(UTF_8));
        assertThat(replayed.value()).isEqualTo(EventJson.write(OPENED));
        assertThat(replayed.headers())
                .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .containsExactlyInAnyOrder(
                        "type=WindowOpened", "schemaVersion=1", "traceparent=00-ab-cd-01", "replayOf=0/0");
        record.topics("windows");
        assertThat(record.said()).contains("(replay of dead letter 0/0)");
    }

    @Test
    void aLetterThatWouldBeRefusedAgainIsLeftAlone() throws Exception {
        buryOneOfALaterVersion();
        assertThat(record.dlt("replay", "windows", "0")).isEqualTo(1);
        assertThat(record.said()).contains("left alone: it would be refused again (schemaVersion is 2, known: 1)");
        assertThat(record.dlt("replay", "windows", "0", "--anyway")).isZero();
        record.topics("windows");
        assertThat(record.lines()).hasSize(2).allMatch(line -> line.contains("DAMAGED"));
    }

    @Test
    void aLetterThatWasCutIsLeftAlone() throws Exception {
        record.writeDead(
                Topics.WINDOWS,
                "3",
                "{".getBytes(UTF_8),
                Map.of(
                        "reason", "too large",
                        "originalPartition", "0",
                        "originalOffset", "5",
                        "originalTimestamp", "1000",
                        "originalBytes", "600000"));
        assertThat(record.dlt("replay", "windows", "0", "--anyway")).isEqualTo(1);
        assertThat(record.said()).contains("left alone: it was cut when it was buried: only its first 1 bytes");
        record.dlt("show", "windows", "0");
        assertThat(record.said()).contains("1 of 600,000, the rest was cut");
    }

    @Test
    void whatIsReadWholeOnEveryStartIsLeftAlone() throws Exception {
        record.writeDead(
                Topics.WEIGHT_SUBMISSIONS,
                "3:7",
                EventJson.write(Events.done(7)),
                Map.of("type", "WeightsFinalized", "schemaVersion", "1", "reason", "unknown"));
        assertThat(record.dlt("replay", "weight-submissions", "0")).isEqualTo(1);
        assertThat(record.said()).contains("left alone: whoever reads weight-submissions reads all of it on its start");
        assertThat(record.dlt("replay", "weight-submissions", "0", "--anyway")).isZero();
        assertThat(record.follow(Topics.WEIGHT_SUBMISSIONS, false)).containsExactly(Events.done(7));
    }

    @Test
    void severalAreReplayedAndThoseThatCannotBeAreTold() throws Exception {
        layOut("5");
        record.writeDead(Topics.WINDOWS, null, "x".getBytes(UTF_8), Map.of("reason", "no event"));
        layOut("6");
        assertThat(record.dlt("replay", "windows", "--all")).isEqualTo(1);
        assertThat(record.lines()).hasSize(3);
        assertThat(record.lines().get(1)).contains("0/1  left alone: it would be refused again");
        assertThat(record.follow(Topics.WINDOWS, false)).containsExactly(OPENED, OPENED);
    }

    @Test
    void aLetterThatIsNotThereIsNamed() throws Exception {
        layOut("5");
        for (var place : new String[] {"1", "9/0", "99"}) {
            assertThat(record.dlt("show", "windows", place)).isEqualTo(1);
            assertThat(record.faults()).contains("there is no dead letter", "./assay dlt list windows has those");
        }
        assertThat(record.dlt("replay", "windows", "7")).isEqualTo(1);
    }
}
