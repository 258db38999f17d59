package io.assay.rating.influx;

import io.assay.rating.figures.Outbox;
import io.assay.rating.figures.Outbox.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Sends lines to InfluxDB, one request a batch. */
final class InfluxWriter implements Outbox.Receiver<String>, AutoCloseable {
    private static final int MOST_OF_AN_ANSWER = 64 << 10;

    private final InfluxSettings settings;
    private final HttpClient http;

    InfluxWriter(InfluxSettings settings) {
        this.settings = settings;
        // A redirect would carry the token to whoever it names.
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Answer send(List<String> lines) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(settings.writeAddress())
                .timeout(settings.timeout())
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(zipped(lines)));
        settings.authorization().ifPresent(value -> request.header("Authorization", value));
        var answer = http.send(
                request.build(),
                BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_OF_AN_ANSWER));
        return judged(answer);
    }

    private static Answer judged(HttpResponse<String> answer) {
        var told = answer.statusCode() + " " + answer.body();
        return switch (answer.statusCode()) {
            case 200, 204 -> new Answer.Taken();
            // What is wrong with the points themselves is wrong for ever.
            case 400, 413, 422 -> new Answer.Refused(told);
            // The rest passes, or an operator sees to it: a token, a database, a server that is busy.
            default -> new Answer.Later(told);
        };
    }

    private static byte[] zipped(List<String> lines) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            for (var line : lines) {
                zip.write(line.getBytes(StandardCharsets.UTF_8));
                zip.write('\n');
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
