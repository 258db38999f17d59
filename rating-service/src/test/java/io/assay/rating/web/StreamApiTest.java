package io.assay.rating.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stream over a real connection. */
@Timeout(120)
@ExtendWith(SharedService.class)
class StreamApiTest {
    private final Service service;

    StreamApiTest(Service service) {
        this.service = service;
    }

    @Test
    void theStreamResumesAndTellsWhatIsMissing() throws Exception {
        assertThat(ids("3/10", 4)).containsExactly("verdict 3/11", "standings 3/11", "verdict 3/12", "standings 3/12");
        assertThat(ids("3/2", 3)).containsExactly("gap ", "verdict 3/9", "standings 3/9");
        assertThat(ids("9/2", 2)).containsExactly("verdict 9/3", "standings 9/3");
        assertThat(ids("", 2)).containsExactly("verdict 3/12", "standings 3/12");
    }

    /** The first events, each as its name and id. */
    private List<String> ids(String lastEventId, int count) throws IOException, InterruptedException {
        var response = service.lines("/api/v1/stream", "Last-Event-ID", lastEventId);
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        try (var lines = response.body()) {
            var id = new String[] {""};
            return lines.<String>mapMulti((line, out) -> {
                        if (line.startsWith("id:")) {
                            id[0] = line.substring(3);
                        } else if (line.startsWith("event:")) {
                            out.accept(line.substring(6) + " " + id[0]);
                        }
                    })
                    .limit(count)
                    .toList();
        }
    }

    @Test
    void theStreamsEventsSayWhatTheListsSay() throws Exception {
        try (var lines = service.lines("/api/v1/stream").body()) {
            var data = lines.filter(line -> line.startsWith("data:"))
                    .map(line -> Service.read(line.substring(5)))
                    .limit(2)
                    .toList();
            assertThat(data.getFirst().get("verdict"))
                    .isEqualTo(service.json("/api/v1/windows").at("/windows/0"));
            assertThat(data.getFirst().get("weights"))
                    .hasSize(service.verdict(3, 12).weights().size());
            assertThat(data.getLast().get("standings")).hasSize(6);
        }
    }

    @Test
    void theStreamBeats() throws Exception {
        try (var lines = service.lines("/api/v1/stream?netuid=9").body()) {
            assertThat(lines.filter(":heartbeat"::equals).limit(3).count()).isEqualTo(3);
        }
    }
}
