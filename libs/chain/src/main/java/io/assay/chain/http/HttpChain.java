package io.assay.chain.http;

import io.assay.chain.Block;
import io.assay.chain.Chain;
import io.assay.chain.ChainException;
import io.assay.chain.ChainJson;
import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.NotOnChainException;
import io.assay.chain.Roster;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.SubnetTerms;
import io.assay.protocol.Checks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The chain behind a {@link ChainNode}. Asks once and never again by itself: what to do about a failure is the
 * caller's. Safe for use by several threads.
 */
public final class HttpChain implements Chain {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(Wire.MAX_WAIT_MILLIS);

    private final URI endpoint;
    private final Duration timeout;
    private final HttpClient client;

    /**
     * Connects nowhere yet.
     *
     * @param endpoint {@code http://host:port}
     * @param timeout for each request from its begin to its answer's end, waiting for blocks not counted; positive
     */
    public HttpChain(URI endpoint, Duration timeout) {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout is " + timeout + ", allowed: positive");
        }
        var scheme = endpoint.getScheme();
        if (endpoint.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException("endpoint is " + endpoint + ", allowed: http(s)://host:port");
        }
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    @Override
    public String genesisHash() {
        return get("/v1/genesis", Wire.GenesisHash.class).genesisHash();
    }

    @Override
    public Block head() {
        return get("/v1/head", Block.class);
    }

    @Override
    public Block awaitHead(long after, Duration limit) {
        var from = Math.max(after, -1);
        var left = limit.isNegative() ? Duration.ZERO : limit;
        while (true) {
            var wait = left.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : left;
            var head = awaitOnce(from, wait);
            left = left.minus(wait);
            if (head.number() > from || left.isZero()) {
                return head;
            }
        }
    }

    private Block awaitOnce(long after, Duration wait) {
        var request = request("/v1/head?after=" + after + "&waitMillis=" + wait.toMillis())
                .timeout(timeout.plus(wait));
        return send(request.GET().build(), Block.class);
    }

    @Override
    public Block block(long number) {
        return get("/v1/blocks/" + number, Block.class);
    }

    @Override
    public Roster roster(int netuid) {
        return get("/v1/subnets/" + netuid + "/roster", Roster.class);
    }

    @Override
    public SubnetTerms subnet(int netuid) {
        return get("/v1/subnets/" + netuid, SubnetTerms.class);
    }

    @Override
    public long nextNonce(String hotkey) {
        return get("/v1/accounts/" + Checks.hotkey("hotkey", hotkey) + "/nonce", Wire.Nonce.class)
                .nextNonce();
    }

    @Override
    public String submit(SignedExtrinsic signed) {
        var request = request("/v1/extrinsics")
                .header("Content-Type", Wire.JSON)
                .POST(BodyPublishers.ofByteArray(ChainJson.write(signed)));
        return send(request.build(), Wire.Submitted.class).hash();
    }

    @Override
    public ExtrinsicStatus status(String extrinsicHash) {
        return get("/v1/extrinsics/" + Hex.require("extrinsicHash", extrinsicHash, 32), ExtrinsicStatus.class);
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }

    private <T> T get(String path, Class<T> type) {
        return send(request(path).GET().build(), type);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(endpoint.resolve(path)).timeout(timeout).header("Accept", Wire.JSON);
    }

    private <T> T send(HttpRequest request, Class<T> type) {
        var response = exchange(request);
        if (response.statusCode() / 100 != 2) {
            throw problem(request, response);
        }
        return read(request, response.statusCode(), response.body(), type);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), Wire.MAX_RESPONSE_BYTES);
        var answer = client.sendAsync(request, handler);
        try {
            // The request's own timeout ends with the headers; a body that never ends must not hold the caller.
            return answer.get(request.timeout().orElse(timeout).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new ChainException(named(request) + " failed: " + e.getCause() + "; is the node up?", e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ChainException(named(request) + " took longer than " + timeout, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ChainException(named(request) + " was interrupted", e);
        }
    }

    private RuntimeException problem(HttpRequest request, HttpResponse<byte[]> response) {
        var status = response.statusCode();
        var problem = read(request, status, response.body(), Wire.Problem.class);
        if (status == 422 && problem.error() != null) {
            return new ExtrinsicRefusedException(problem.error(), problem.detail());
        }
        var message = named(request) + " answered " + status + ": " + problem.detail();
        return status == 404 ? new NotOnChainException(message) : new ChainException(message);
    }

    private <T> T read(HttpRequest request, int status, byte[] body, Class<T> type) {
        try {
            return ChainJson.read(body, type);
        } catch (IllegalArgumentException e) {
            throw new ChainException(
                    named(request) + " answered " + status + " and not what a chain node would say: " + e.getMessage(),
                    e);
        }
    }

    private String named(HttpRequest request) {
        return "chain node " + endpoint + ": " + request.method() + " "
                + request.uri().getPath();
    }
}
