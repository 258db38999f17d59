package io.assay.audit.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong(-5);
    private final Progress progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8), now::get);

    private void verdictAfter(Duration time, long window) {
        now.addAndGet(time.toNanos());
        progress.verdict(window, 500_000);
    }

    @Test
    void speaksEveryTwoSecondsAndAtTheEnd() {
        verdictAfter(Duration.ofMillis(1999), 7);
        verdictAfter(Duration.ofMillis(1), 8);
        verdictAfter(Duration.ofMillis(1500), 9);
        verdictAfter(Duration.ofMillis(500), 10);
        progress.end();
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "2 verdicts, window 8 ...",
                        "4 verdicts, window 10 ...",
                        "4 verdicts, 2.0 MB in 4.0 s: 1.0 verdicts/s, 0.5 MB/s");
    }
}
