package io.assay.audit.api;

import io.assay.audit.core.UnreadableSourceException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a running rating service.
 *
 * @param hotkey whole
 * @param netuid the service's own when it is absent
 * @param window the newest when it is absent
 * @param json for programs, else for people
 */
public record ExplanationRequest(
        String hotkey, @Nullable Integer netuid, @Nullable Long window, boolean json) {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int OK = 200;

    /**
     * The service's answer.
     *
     * @throws UnreadableSourceException when it cannot be reached, or says that there is none
     */
    public String ask(URI service) {
        try (var http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            var request = HttpRequest.newBuilder(service.resolve(path()))
                    .timeout(LIMIT)
                    .header(
                            "Accept",
                            json
                                    ? "application/json, application/problem+json"
                                    : "text/plain, application/problem+json")
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == OK) {
                return answer.body();
            }
            throw new UnreadableSourceException("the rating service at " + service + " says: " + detail(answer));
        } catch (IOException e) {
            throw new UnreadableSourceException(
                    "the rating service at " + service + " cannot be asked (" + e
                            + "): start it, name another with --api URL, or a record with --data, --bootstrap or --file",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableSourceException("interrupted", e);
        }
    }

    private String path() {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        if (netuid != null) {
            query.add("netuid=" + netuid);
        }
        if (window != null) {
            query.add("window=" + window);
        }
        return "/api/v1/peers/" + hotkey + "/explanation" + query;
    }

    /** Of a problem document; the status where the answer is none. */
    private static String detail(HttpResponse<String> answer) {
        try {
            return JsonMapper.shared().readTree(answer.body()).path("detail").asString("status " + answer.statusCode());
        } catch (JacksonException _) {
            return "status " + answer.statusCode();
        }
    }
}
