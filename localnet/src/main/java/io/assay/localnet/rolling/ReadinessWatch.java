package io.assay.localnet.rolling;

import io.assay.localnet.part.ServiceAddress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asks a service whether it is ready, almost without a pause, until it is stopped; a port that is closed is no answer. */
final class ReadinessWatch {
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpRequest question;
    private final Thread thread;
    private volatile boolean stopping;
    private int unready;
    private int readyAgain;
    private int other;

    private ReadinessWatch(ServiceAddress address) {
        question = HttpRequest.newBuilder(address.management().resolve("/actuator/health/readiness"))
                .timeout(LIMIT)
                .build();
        thread = Thread.ofPlatform().daemon().name("readiness").start(this::run);
    }

    static ReadinessWatch of(ServiceAddress address) {
        return new ReadinessWatch(address);
    }

    /** Ends it; what was seen. */
    Restart.Readiness stop() throws InterruptedException {
        stopping = true;
        thread.join();
        return new Restart.Readiness(unready, readyAgain, other);
    }

    private void run() {
        try (var client = HttpClient.newHttpClient()) {
            while (!stopping) {
                ask(client);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(HttpClient client) throws InterruptedException {
        try {
            switch (client.send(question, BodyHandlers.discarding()).statusCode()) {
                case 200 -> readyAgain += unready + other > 0 ? 1 : 0;
                case 503 -> unready++;
                default -> other++;
            }
        } catch (IOException _) {
            // Not started yet, or ended.
        }
    }
}
