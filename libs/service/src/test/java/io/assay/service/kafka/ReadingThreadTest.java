package io.assay.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadingThreadTest {
    private final List<Words> made = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private static final class Words implements ReadingThread.Reader {
        private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
        private volatile boolean closed;

        /** As a consumer's poll: what is there, or a wait that {@link #wake} ends by an exception. */
        String next() {
            try {
                var word = words.take();
                if (word.equals("wake")) {
                    throw new WakeupException();
                }
                return word;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void wake() {
            words.add("wake");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private Words reader() {
        var words = new Words();
        words.words.add(made.isEmpty() ? "first" : "again");
        made.add(words);
        return words;
    }

    private ReadingThread<Words> reading() {
        return ReadingThread.start("words", this::reader, (words, going) -> {
            while (going.getAsBoolean()) {
                var word = words.next();
                heard.add(word);
                if (word.equals("first")) {
                    throw new IllegalStateException("cannot bear it");
                }
            }
        });
    }

    @Test
    void beginsAnewWithAnotherReaderAfterAFailureAndEndsInsideAPoll() throws InterruptedException {
        var reading = reading();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("again");
        assertThat(made).hasSize(2);
        assertThat(made.getFirst().closed).isTrue();

        reading.stop();
        assertThat(made).hasSize(2).allMatch(words -> words.closed);
    }

    @Test
    void doesNotWaitForTheNextTryWhenItIsStopped() throws InterruptedException {
        var reading = reading();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
        reading.stop();
        assertThat(made).allMatch(words -> words.closed);
        assertThat(heard).doesNotContain("first");
    }
}
