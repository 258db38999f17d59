package io.assay.miner;

import io.assay.chain.key.Hotkey;
import io.assay.chain.key.RequestSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a gradient-ingest service, each time by a thread of its own, once, and for two seconds at the most. What goes wrong
 * is one line in the log, and no other one until it has worked again.
 */
public final class HttpNotices implements UploadNotices, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpNotices.class);
    private static final String PATH = "/api/v1/arrivals";
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;
    private static final int MAX_ANSWER_BYTES = 4 << 10;
    private static final int MAX_SHOWN = 300;

    private final URI address;
    private final int netuid;
    private final InstantSource clock;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    /**
     * Connects nowhere yet.
     *
     * @param ingest {@code http(s)://host:port} of the service
     * @param clock for the notices' timestamps, at most 30 s off
     */
    public HttpNotices(URI ingest, int netuid, InstantSource clock) {
        this.address = ingest.resolve(PATH);
        this.netuid = netuid;
        this.clock = clock;
    }

    @Override
    public void tell(Hotkey hotkey, long window) {
        Thread.ofVirtual().name("notice-", window).start(() -> attempt(hotkey, window));
    }

    private void attempt(Hotkey hotkey, long window) {
        try {
            var answer = exchange(request(hotkey, window));
            if (answer.statusCode() == ACCEPTED || isEarly(answer)) {
                failing.remove(hotkey.address());
                LOG.debug("{} window {}: {} was told, it answered {}", hotkey, window, address, answer.statusCode());
            } else {
                failed(hotkey, window, "it answered " + answer.statusCode() + " " + shown(answer.body()));
            }
        } catch (IOException e) {
            failed(hotkey, window, shown(String.valueOf(e.getMessage())));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** It has not seen the closing block yet. Once it has, it looks by itself. */
    private static boolean isEarly(HttpResponse<?> answer) {
        return answer.statusCode() == NOT_FOUND
                && answer.headers().firstValue("Retry-After").isPresent();
    }

    private HttpRequest request(Hotkey hotkey, long window) {
        var body = "{\"netuid\":%d,\"window\":%d}".formatted(netuid, window).getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        RequestSignature.sign(hotkey, clock.instant(), "POST", PATH, body)
                .headers()
                .forEach(request::header);
        return request.build();
    }

    /** The request's own limit ends with the headers; here it holds for the whole answer. */
    private HttpResponse<String> exchange(HttpRequest request) throws IOException, InterruptedException {
        var answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
        try {
            return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer within " + LIMIT.toSeconds() + " s", e);
        }
    }

    private void failed(Hotkey hotkey, long window, String why) {
        if (failing.add(hotkey.address())) {
            LOG.info(
                    "{} window {}: {} was not told of the upload, which it finds all the same: {}",
                    hotkey,
                    window,
                    address,
                    why);
        } else {
            LOG.debug("{} window {}: {} was not told of the upload either: {}", hotkey, window, address, why);
        }
    }

    /** Of an answer, what fits into a line. */
    private static String shown(String text) {
        var line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "...";
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
