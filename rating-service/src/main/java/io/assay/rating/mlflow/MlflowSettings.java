package io.assay.rating.mlflow;

import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.Setting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where windows are logged as steps of runs; none are without {@code url}. No text of it has a secret.
 *
 * @param url of the tracking server, {@code http://host:5000}
 * @param experiment to which the runs belong; it is made where it is not there
 * @param token where the server asks for one
 * @param username where it asks for a user instead
 * @param password of that user
 * @param queue windows that wait at most while the server does not answer
 * @param timeout of one request
 */
@ConfigurationProperties("assay.mlflow")
public record MlflowSettings(
        @Nullable String url,
        @DefaultValue("assay") String experiment,
        @Nullable String token,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("10000") int queue,
        @DefaultValue("10s") Duration timeout) {
    private static final String URL = "assay.mlflow.url";
    private static final String URL_EXAMPLE = "http://localhost:5000";

    public MlflowSettings {
        if (url != null && Setting.http(URL, url, URL_EXAMPLE).getUserInfo() != null) {
            throw new InvalidSettingException(
                    "The setting assay.mlflow.url has credentials in it.",
                    "Set assay.mlflow.username and assay.mlflow.password, or assay.mlflow.token.");
        }
        Setting.required("assay.mlflow.experiment", experiment, "assay");
        Setting.within("assay.mlflow.queue", queue, 1, 1_000_000);
        Setting.within("assay.mlflow.timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(1));
    }

    /** A path of the protocol. */
    URI address(String path) {
        var base = Setting.http(URL, url, URL_EXAMPLE).toString().replaceAll("/+$", "");
        return URI.create(base + "/api/2.0/mlflow/" + path);
    }

    /** The header {@code Authorization}, where there is something to say. */
    Optional<String> authorization() {
        if (token != null) {
            return Optional.of("Bearer " + token);
        }
        return Optional.ofNullable(username)
                .map(user -> user + ":" + (password == null ? "" : password))
                .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "MlflowSettings[url=" + url + ", experiment=" + experiment + "]";
    }
}
