package io.assay.rating.influx;

import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.Setting;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where verdicts are written as points; nothing is without {@code url}. No text of it has a secret.
 *
 * @param url of the server, {@code http://host:8086}
 * @param api which of its ways to write: {@code v1} (InfluxDB 1.x) with {@code database}, or {@code v2} with {@code bucket}
 * @param database of v1
 * @param username of v1, where it asks for one
 * @param password of that user
 * @param organisation of v2
 * @param bucket of v2
 * @param token of v2
 * @param prefix before the name of each measurement; Templar's own dashboards ask for {@code V}
 * @param queue points that wait at most while the server does not answer
 * @param batch points of one request
 * @param timeout of one request
 */
@ConfigurationProperties("assay.influx")
public record InfluxSettings(
        @Nullable String url,
        @DefaultValue("v2") Api api,
        @Nullable String database,
        @Nullable String username,
        @Nullable String password,
        @Nullable String organisation,
        @Nullable String bucket,
        @Nullable String token,
        @DefaultValue("") String prefix,
        @DefaultValue("100000") int queue,
        @DefaultValue("5000") int batch,
        @DefaultValue("10s") Duration timeout) {
    private static final String URL = "assay.influx.url";
    private static final String URL_EXAMPLE = "http://localhost:8086";

    /** The ways to write. */
    public enum Api {
        /** {@code /write?db=}. */
        V1,
        /** {@code /api/v2/write?bucket=}. */
        V2
    }

    public InfluxSettings {
        if (url != null) {
            noCredentials(Setting.http(URL, url, URL_EXAMPLE));
            switch (api) {
                case V1 -> Setting.required("assay.influx.database", database, "assay");
                case V2 -> {
                    Setting.required("assay.influx.organisation", organisation, "assay");
                    Setting.required("assay.influx.bucket", bucket, "assay");
                    Setting.required("assay.influx.token", token, "TOKEN");
                }
            }
        }
        Setting.within("assay.influx.queue", queue, 1, 10_000_000);
        Setting.within("assay.influx.batch", batch, 1, 50_000);
        Setting.within("assay.influx.timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(1));
    }

    /** Addresses are told in errors, credentials are not. */
    private static void noCredentials(URI uri) {
        if (uri.getUserInfo() != null) {
            throw new InvalidSettingException(
                    "The setting assay.influx.url has credentials in it.",
                    "Set assay.influx.username and assay.influx.password, or assay.influx.token.");
        }
    }

    /** Where points go, times in milliseconds. */
    URI writeAddress() {
        var base = Setting.http(URL, url, URL_EXAMPLE).toString().replaceAll("/+$", "");
        return URI.create(
                switch (api) {
                    case V1 -> base + "/write?precision=ms&db=" + encoded(database);
                    case V2 ->
                        base + "/api/v2/write?precision=ms&org=" + encoded(organisation) + "&bucket=" + encoded(bucket);
                });
    }

    /** The header {@code Authorization}, where there is something to say. */
    Optional<String> authorization() {
        return switch (api) {
            case V1 ->
                username == null
                        ? Optional.empty()
                        : Optional.of("Basic "
                                + Base64.getEncoder()
                                        .encodeToString((username + ":" + (password == null ? "" : password))
                                                .getBytes(StandardCharsets.UTF_8)));
            case V2 -> Optional.of("Token " + token);
        };
    }

    private static String encoded(@Nullable String text) {
        return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "InfluxSettings[url=" + url + ", api=" + api + ", database=" + database + ", bucket=" + bucket + "]";
    }
}
