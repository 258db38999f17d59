package io.assay.rating.record;

import io.assay.protocol.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Searches in the topic as it is at one moment. */
final class VerdictSearch {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS_IN_VAIN = 50;

    /** Every verdict is followed by the end of its transaction, which takes an offset too. */
    private static final int OFFSETS_A_VERDICT = 2;

    private final VerdictReader reader;
    private final Map<TopicPartition, Long> begin;
    private final Map<TopicPartition, Long> end;

    VerdictSearch(VerdictReader reader) {
        this.reader = reader;
        this.begin = reader.begin();
        this.end = reader.end();
    }

    /** The newest verdict of a subnet before a window; over all partitions, since their number may have grown. */
    Optional<RecordedVerdict> newestBefore(int netuid, long window) {
        return reader.partitions().stream()
                .flatMap(partition -> Stream.ofNullable(newestBefore(partition, netuid, window)))
                .max((one, other) ->
                        Long.compare(one.verdict().window(), other.verdict().window()));
    }

    private @Nullable RecordedVerdict newestBefore(TopicPartition partition, int netuid, long window) {
        RecordedVerdict best = null;
        long low = begin.getOrDefault(partition, 0L);
        long high = end.getOrDefault(partition, 0L);
        while (low < high) {
            var middle = (low + high) >>> 1;
            var found = firstFrom(partition, middle, high, of(netuid));
            if (found == null || found.verdict().window() >= window) {
                high = middle;
            } else {
                best = found;
                low = found.position().offset() + 1;
            }
        }
        return best;
    }

    /** The verdict at a place. */
    Optional<RecordedVerdict> at(Position position) {
        var offset = position.offset();
        return Optional.ofNullable(firstFrom(partition(position), offset, offset + 1, _ -> true));
    }

    /**
     * Adds what is made of a verdict and of those before it, newest first, as far as one stretch of the topic has them.
     *
     * @return the window of the oldest
     */
    <T> long block(RecordedVerdict newest, int most, Function<RecordedVerdict, T> made, List<T> all) {
        var partition = partition(newest.position());
        var last = newest.position().offset();
        var from = Math.max(begin.getOrDefault(partition, 0L), last + 1 - (long) OFFSETS_A_VERDICT * most);
        var block = new ArrayDeque<Made<T>>();
        reader.seekOnly(partition, from);
        var oneOfThem = of(newest.verdict().netuid());
        for (var found = next(partition, last + 1, oneOfThem);
                found != null;
                found = next(partition, last + 1, oneOfThem)) {
            block.addFirst(new Made<>(found.verdict().window(), made.apply(found)));
        }
        block.stream().limit(most).forEach(each -> all.add(each.value()));
        return block.stream().limit(most).mapToLong(Made::window).min().orElseThrow();
    }

    private record Made<T>(long window, T value) {}

    private static Predicate<RecordedVerdict> of(int netuid) {
        return found -> found.verdict().netuid() == netuid;
    }

    private static TopicPartition partition(Position position) {
        return new TopicPartition(Topics.WINDOW_VERDICTS.topic(), position.partition());
    }

    private @Nullable RecordedVerdict firstFrom(
            TopicPartition partition, long offset, long before, Predicate<RecordedVerdict> wanted) {
        reader.seekOnly(partition, offset);
        return next(partition, before, wanted);
    }

    /** Offsets have gaps where transactions ended and where other subnets' verdicts are. */
    private @Nullable RecordedVerdict next(TopicPartition partition, long before, Predicate<RecordedVerdict> wanted) {
        var inVain = 0;
        for (var at = reader.position(partition); at < before; at = reader.position(partition)) {
            for (var found : reader.poll(POLL)) {
                if (found.position().offset() < before && wanted.test(found)) {
                    return found;
                }
            }
            inVain = reader.position(partition) == at ? inVain + 1 : 0;
            if (inVain == POLLS_IN_VAIN) {
                throw new TimeoutException("the topic of verdicts did not answer within " + POLL.multipliedBy(inVain));
            }
        }
        return null;
    }
}
