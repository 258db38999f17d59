package io.assay.rating.kafka;

import static io.assay.rating.core.Windows.closed;
import static io.assay.rating.core.Windows.delta;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.uids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.embedded.EmbeddedKafka;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.RatingProperties;
import io.assay.rating.Subnets;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.kafka.TopicDeclaration;
import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.KafkaSettings;
import io.assay.service.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Members of streams groups on one real broker. Each test has subnets of its own; the last one adds partitions. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RatingStreamsTest {
    @TempDir
    static Path directory;

    private static EmbeddedKafka broker;
    private static KafkaSettings kafka;
    private static Admin admin;
    private static RecordOfTheBroker record;

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        kafka = new KafkaSettings(broker.bootstrapServers(), (short) 1);
        TopicDeclaration.declare(kafka);
        admin = Admin.create(KafkaClients.common(kafka));
        record = new RecordOfTheBroker(kafka);
    }

    @AfterAll
    static void stop() {
        record.close();
        admin.close();
        broker.close();
    }

    private static List<Event> window(int netuid, long window) {
        return List.of(
                Events.on(netuid, opened(window, uids(2))),
                Events.on(netuid, closed(window, uids(2))),
                Events.on(netuid, delta(window, 1, 0.02)),
                Events.on(netuid, delta(window, 2, 0.01)));
    }

    private static List<Event> windows(int netuid, long first, long last) {
        var events = new ArrayList<Event>();
        for (var window = first; window <= last; window++) {
            events.addAll(window(netuid, window));
        }
        return events;
    }

    private static RatingProperties properties(String application, int standbyReplicas) throws Exception {
        var state = Files.createTempDirectory(directory, "state");
        return new RatingProperties(state, List.of(), application, 1, standbyReplicas, 1);
    }

    private static RatingStreams member(String application, Subnets subnets, SimpleMeterRegistry meters)
            throws Exception {
        return new RatingStreams(
                properties(application, 1),
                kafka,
                subnets,
                new RatingMeters(meters, subnets),
                new RecordedVerdicts(kafka),
                admin,
                Traces.off());
    }

    @Test
    @Order(1)
    void anotherGroupGoesOnFromTheRecordWithoutASecondVerdict() throws Exception {
        var story = windows(11, 1, 4);
        var first = member("first", Events.subnets(11), new SimpleMeterRegistry());
        first.start();
        record.publish(story.subList(0, 10));
        record.awaitVerdicts(11, 2);
        first.stop();
        var second = member("second", Events.subnets(11, 12), new SimpleMeterRegistry());
        second.start();
        record.publish(windows(12, 1, 3));
        record.publish(story.subList(10, story.size()));
        record.awaitVerdicts(12, 3);
        record.awaitVerdicts(11, 4);
        second.stop();
        assertThat(record.verdicts(11))
                .extracting(WindowVerdict::verdictHash)
                .isEqualTo(Events.verdictHashes(Events.subnet(11), story));
        assertThat(record.verdicts(12))
                .extracting(WindowVerdict::verdictHash)
                .isEqualTo(Events.verdictHashes(Events.subnet(12), windows(12, 1, 3)));
    }

    @Test
    @Order(2)
    void theNewestVerdictIsFoundBehindManyOfOthers() {
        record.publishVerdictsAs(record.verdicts(12).getFirst(), 13, 150);
        assertThat(new RecordedVerdicts(kafka).newest(12))
                .hasValueSatisfying(verdict -> assertThat(verdict.window()).isEqualTo(3));
        assertThat(new RecordedVerdicts(kafka).newest(13))
                .hasValueSatisfying(verdict -> assertThat(verdict.window()).isEqualTo(150));
        assertThat(new RecordedVerdicts(kafka).newest(99)).isEmpty();
    }

    @Test
    @Order(2)
    void aVerdictInAnOpenTransactionIsWaitedForUnlessItIsAnothersSubnet() throws Exception {
        var verdict = RecordOfTheBroker.as(record.verdicts(12).getFirst(), 20, 5);
        var commit = record.publishUncommitted(verdict);
        var asked = CompletableFuture.supplyAsync(() -> new RecordedVerdicts(kafka).newest(20));
        assertThat(new RecordedVerdicts(kafka).newest(12)).isPresent();
        assertThat(asked).isNotDone();
        commit.run();
        assertThat(asked.get()).contains(verdict);
    }

    @Test
    @Order(3)
    void aDeadLetterOfAnAbortedTransactionIsBuriedOnce() throws Exception {
        record.publishPoison("nothing that anyone could read");
        record.publish(window(14, 1));
        var failed = new AtomicBoolean();
        var first = once(failed);
        first.start();
        await(() -> first.state().hasStartedOrFinishedShuttingDown());
        first.stop();
        assertThat(failed).isTrue();
        var second = once(failed);
        second.start();
        record.awaitVerdicts(14, 1);
        second.stop();
        assertThat(record.buried("read_uncommitted"))
                .containsExactly("nothing that anyone could read", "nothing that anyone could read");
        assertThat(record.buried("read_committed")).containsExactly("nothing that anyone could read");
    }

    /** A member whose first transaction ends badly after the poison: commits so seldom that both are in one. */
    private static RatingStreams once(AtomicBoolean failed) throws Exception {
        var subnets = Events.subnets(14);
        var properties = RatingStreams.properties(properties("once", 0), kafka, subnets);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 2_000);
        LastVerdicts breaksFirst = _ -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("the first transaction is to be aborted");
            }
            return Optional.empty();
        };
        return new RatingStreams(
                properties,
                subnets,
                new RatingMeters(new SimpleMeterRegistry(), subnets),
                breaksFirst,
                0,
                admin,
                Traces.off());
    }

    @Test
    @Order(4)
    void aBrokerThatRefusesTheStandbyReplicasIsToldWithTheRemedy() throws Exception {
        var subnets = Events.subnets(15);
        var member = new RatingStreams(
                properties("refused", 3),
                kafka,
                subnets,
                new RatingMeters(new SimpleMeterRegistry(), subnets),
                _ -> Optional.empty(),
                admin,
                Traces.off());
        assertThatThrownBy(member::start).isInstanceOfSatisfying(InvalidSettingException.class, e -> {
            assertThat(e).hasMessageContaining("assay.rating.standby-replicas=3");
            assertThat(e.remedy()).contains("group.streams.max.standby.replicas");
        });
        assertThat(member.state()).isEqualTo(State.NOT_RUNNING);
    }

    @Test
    @Order(5)
    void partitionsAreSharedOutAndTakenOverWhenAMemberLeaves() throws Exception {
        var subnets = Events.subnets(16, 17, 18, 19);
        addPartition(Topics.WINDOWS.topic());
        var one = new SimpleMeterRegistry();
        var first = member("shared", subnets, one);
        assertThatThrownBy(first::start)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("The topic windows has 2 partitions and loss-deltas 1.");
        addPartition(Topics.LOSS_DELTAS.topic());
        try (var written = new RecordOfTheBroker(kafka)) {
            sharedOut(subnets, written);
        }
    }

    private static void sharedOut(Subnets subnets, RecordOfTheBroker record) throws Exception {
        var one = new SimpleMeterRegistry();
        var two = new SimpleMeterRegistry();
        var first = member("shared", subnets, one);
        var second = member("shared", subnets, two);
        first.start();
        second.start();
        await(() -> gauge(one, "active") == 1 && gauge(two, "active") == 1);
        await(() -> gauge(one, "standby") == 1 && gauge(two, "standby") == 1);
        assertThat(config("shared-16-17-18-19", "streams.num.standby.replicas")).isEqualTo("1");
        assertThat(config("shared-16-17-18-19", "streams.session.timeout.ms")).isEqualTo("5000");
        for (var netuid = 16; netuid <= 19; netuid++) {
            record.publish(window(netuid, 1));
        }
        for (var netuid = 16; netuid <= 19; netuid++) {
            record.awaitVerdicts(netuid, 1);
        }
        assertThat(List.of(owned(one), owned(two))).containsExactlyInAnyOrder(Set.of("16", "19"), Set.of("17", "18"));
        first.stop();
        assertThat(owned(one)).isEmpty();
        await(() -> owned(two).size() == 4);
        record.publish(window(16, 2));
        record.awaitVerdicts(16, 2);
        second.stop();
    }

    private static void addPartition(String topic) throws Exception {
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2))).all().get();
        await(() -> record.partitions(topic) == 2);
    }

    private static String config(String group, String name) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.GROUP, group);
        var configs = admin.describeConfigs(Set.of(resource)).all().get();
        return Objects.requireNonNull(configs.get(resource)).get(name).value();
    }

    private static double gauge(SimpleMeterRegistry meters, String kind) {
        return meters.get("assay.rating." + kind + ".tasks").gauge().value();
    }

    private static Set<String> owned(SimpleMeterRegistry meters) {
        var owned = new TreeSet<String>();
        meters.find("assay.rating.window.settled")
                .gauges()
                .forEach(gauge -> owned.add(gauge.getId().getTag("netuid")));
        return owned;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        while (!condition.holds()) {
            Thread.sleep(50);
        }
    }
}
