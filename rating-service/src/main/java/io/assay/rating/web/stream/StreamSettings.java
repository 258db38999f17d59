package io.assay.rating.web.stream;

import io.assay.service.settings.Setting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the event stream. A client takes memory for at most 128 events, which the connection takes ahead, and a
 * place in the record; it never has a queue of its own.
 *
 * @param clients streams open at once, 1 to 10,000; more are turned away with 503
 * @param heartbeat silence after which a comment is sent, 100 ms to 5 min
 * @param behind windows that may settle without a client taking anything, 1 to 1,000; then it is cut off
 * @param grace how long a client that is cut off may take to read that it is, 0 to 5 min
 */
@ConfigurationProperties("assay.rating.stream")
public record StreamSettings(
        @DefaultValue("100") int clients,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("16") int behind,
        @DefaultValue("10s") Duration grace) {
    private static final Duration MOST = Duration.ofMinutes(5);

    public StreamSettings {
        Setting.within("assay.rating.stream.clients", clients, 1, 10_000);
        Setting.within("assay.rating.stream.heartbeat", heartbeat, Duration.ofMillis(100), MOST);
        Setting.within("assay.rating.stream.behind", behind, 1, 1_000);
        Setting.within("assay.rating.stream.grace", grace, Duration.ZERO, MOST);
    }
}
