package io.assay.ingest.web;

import io.assay.service.settings.Setting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of miners' notices.
 *
 * @param verifications signatures being checked or waiting for it, 1 to 65,536; who comes then is told to come again
 * @param bodyDeadline for the body of a notice to come, 100 ms to 1 min
 */
@ConfigurationProperties("assay.ingest.notices")
public record NoticeSettings(
        @DefaultValue("256") int verifications,
        @DefaultValue("2s") Duration bodyDeadline) {
    public NoticeSettings {
        Setting.within("assay.ingest.notices.verifications", verifications, 1, 1 << 16);
        Setting.within(
                "assay.ingest.notices.body-deadline", bodyDeadline, Duration.ofMillis(100), Duration.ofMinutes(1));
    }
}
