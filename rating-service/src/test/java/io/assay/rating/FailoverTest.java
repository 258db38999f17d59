package io.assay.rating;

import static io.assay.rating.core.Windows.closed;
import static io.assay.rating.core.Windows.delta;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.embedded.EmbeddedKafka;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.rating.core.Windows;
import io.assay.rating.kafka.Events;
import io.assay.rating.kafka.RecordOfTheBroker;
import io.assay.service.kafka.TopicDeclaration;
import io.assay.service.settings.KafkaSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two instances as processes of their own; the one that settles is killed in the middle of a window. */
@Timeout(180)
class FailoverTest {
    private static final Logger LOG = LoggerFactory.getLogger(FailoverTest.class);
    /** Two topics have no order between them: what is published at once must not settle by lag. */
    private static final HParams HPARAMS = Windows.with("{\"settle_lag\": 100}");

    private static final String ACCEPTED = "assay_rating_accepted_total";
    private static final int WINDOWS = 6;
    private static final List<Integer> PEERS = uids(6);

    @TempDir
    Path directory;

    @Test
    void theStandbyGoesOnInTheMiddleOfAWindow() throws Exception {
        var hparams = directory.resolve("hparams.json");
        Files.writeString(hparams, HParamsJson.write(HPARAMS));
        try (var broker = EmbeddedKafka.start(directory.resolve("kafka"), 0)) {
            var kafka = new KafkaSettings(broker.bootstrapServers(), (short) 1);
            TopicDeclaration.declare(kafka);
            try (var record = new RecordOfTheBroker(kafka);
                    var one = Instance.start(directory.resolve("one"), broker, hparams);
                    var two = Instance.start(directory.resolve("two"), broker, hparams)) {
                settling(one, two);
                killed(record, one, two);
            }
        }
    }

    /** The one that settles, once the other one stands by. */
    private static Instance settling(Instance one, Instance two) throws Exception {
        while (true) {
            if (one.metric("assay_rating_active_tasks") == 1 && two.metric("assay_rating_standby_tasks") == 1) {
                return one;
            }
            if (two.metric("assay_rating_active_tasks") == 1 && one.metric("assay_rating_standby_tasks") == 1) {
                return two;
            }
            Thread.sleep(100);
        }
    }

    private static void killed(RecordOfTheBroker record, Instance one, Instance two) throws Exception {
        var story = story();
        var middle = story.indexOf(opened(WINDOWS / 2 + 1, PEERS)) + 4;
        record.publish(story.subList(0, middle));
        record.awaitVerdicts(HPARAMS.netuid(), WINDOWS / 2);
        while (one.metric(ACCEPTED) + two.metric(ACCEPTED) < middle) {
            Thread.sleep(50);
        }
        var active = settling(one, two);
        var standby = active.equals(one) ? two : one;
        active.kill();
        var killed = System.nanoTime();
        record.publish(story.subList(middle, story.size()));
        record.awaitVerdicts(HPARAMS.netuid(), WINDOWS / 2 + 1);
        LOG.info("the next verdict came {} after kill -9", Duration.ofNanos(System.nanoTime() - killed));
        record.awaitVerdicts(HPARAMS.netuid(), WINDOWS);
        assertThat(record.verdicts(HPARAMS.netuid()))
                .extracting(WindowVerdict::verdictHash)
                .isEqualTo(Events.verdictHashes(HPARAMS, story));
        assertThat(standby.metric("assay_rating_active_tasks")).isEqualTo(1);
    }

    /** Half of a window's evaluations come before its end. */
    private static List<Event> story() {
        var events = new ArrayList<Event>();
        for (var window = 1L; window <= WINDOWS; window++) {
            var at = window;
            var evaluations = PEERS.stream()
                    .map(uid -> (Event) delta(at, uid, 0.01 * ((uid * at) % 7)))
                    .toList();
            events.add(opened(window, PEERS));
            events.addAll(evaluations.subList(0, 3));
            events.add(closed(window, PEERS));
            events.addAll(evaluations.subList(3, 6));
        }
        return events;
    }
}
