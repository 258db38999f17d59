package io.assay.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void hasATopicForEveryEvent() {
        var byTopic = Samples.all().stream()
                .collect(Collectors.groupingBy(Topics::of, Collectors.mapping(Event::type, Collectors.toSet())));
        assertThat(byTopic.keySet()).containsExactlyInAnyOrderElementsOf(Topics.all());
        assertThat(byTopic.get(Topics.WINDOWS))
                .containsExactlyInAnyOrder("WindowOpened", "WindowClosing", "WindowClosed");
        assertThat(byTopic.get(Topics.LOSS_DELTAS)).containsExactlyInAnyOrder("LossDelta", "EvaluationFailed");
    }

    @Test
    void keepsVerdictsForEver() {
        assertThat(Topics.WINDOW_VERDICTS.configs())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "-1");
    }

    @Test
    void keepsWindowsForThirtyDays() {
        assertThat(Topics.WINDOWS.configs()).containsEntry("retention.ms", "2592000000");
    }

    @Test
    void letsAllWorkersShareAllJobs() {
        assertThat(Topics.all()).allMatch(topic -> topic.partitions() == 1);
    }

    @Test
    void namesDeadLettersAfterTheirTopic() {
        assertThat(Topics.all()).allMatch(topic -> topic.deadLetters().equals(topic.topic() + ".dlt"));
    }

    @Test
    void spreadsPeersAndKeepsAWindowTogether() {
        var keys = Samples.all().stream().collect(Collectors.toMap(Event::type, Event::partitionKey));
        assertThat(keys.get("GradientArrived")).isEqualTo("3:" + Samples.ALICE);
        assertThat(keys.get("PeerStanding")).isEqualTo("3:" + Samples.ALICE);
        assertThat(keys.get("WindowVerdict")).isEqualTo("3");
        assertThat(keys.get("LossDelta")).isEqualTo("3");
    }
}
