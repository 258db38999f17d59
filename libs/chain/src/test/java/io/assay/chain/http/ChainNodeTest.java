package io.assay.chain.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.assay.chain.BucketCommitment;
import io.assay.chain.Call;
import io.assay.chain.ChainException;
import io.assay.chain.ChainJson;
import io.assay.chain.Extrinsic;
import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.NotOnChainException;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.SubnetTerms;
import io.assay.chain.WeightTarget;
import io.assay.chain.embedded.ChainSpec;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.GenesisNeuron;
import io.assay.chain.embedded.SubnetSpec;
import io.assay.chain.key.Hotkey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChainNodeTest {
    private static final Hotkey ALICE = Hotkey.fromUri("//Alice");
    private static final Hotkey BOB = Hotkey.fromUri("//Bob");
    private static final SubnetTerms TERMS = new SubnetTerms(3, 9, 0, 0, 1, 65535, 1);
    private static final ChainSpec SPEC = new ChainSpec(
            Duration.ofSeconds(1),
            List.of(SubnetSpec.withDefaults(TERMS)),
            Map.of(ALICE.address(), 9_007_199_254_740_993L),
            List.of(new GenesisNeuron(3, ALICE.address()), new GenesisNeuron(3, BOB.address())));

    private EmbeddedChain embedded;
    private ChainNode node;
    private HttpChain chain;

    @BeforeEach
    void start(@TempDir Path directory) {
        embedded = EmbeddedChain.open(directory, SPEC, Clock.systemUTC());
        node = ChainNode.start(embedded, 0);
        chain = new HttpChain(node.uri(), Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        chain.close();
        node.close();
        embedded.close();
    }

    @Test
    void clientSeesWhatTheChainHas() {
        embedded.produceBlock();

        assertThat(chain.genesisHash()).isEqualTo(embedded.genesisHash());
        assertThat(chain.head()).isEqualTo(embedded.head());
        assertThat(chain.block(0)).isEqualTo(embedded.block(0));
        assertThat(chain.subnet(3)).isEqualTo(TERMS);
        assertThat(chain.roster(3)).isEqualTo(embedded.roster(3));
        assertThat(chain.roster(3).neurons().getFirst().stakeRao()).isEqualTo(9_007_199_254_740_993L);
    }

    @Test
    void commitmentGoesAllTheWay() {
        var bucket = BucketCommitment.parse("b".repeat(32) + "k".repeat(32) + "s".repeat(64));
        var hash = chain.submit(signed(BOB, new Call.SetCommitment(3, bucket.encode())));
        assertThat(chain.status(hash)).isEqualTo(new ExtrinsicStatus.Pending());
        assertThat(chain.nextNonce(BOB.address())).isEqualTo(1);

        embedded.produceBlock();

        assertThat(chain.status(hash)).isEqualTo(new ExtrinsicStatus.Succeeded(1));
        assertThat(chain.roster(3).neurons().getLast().bucket()).isEqualTo(bucket);
    }

    @Test
    void batchOfCallsGoesAllTheWay() {
        var weights = List.of(new WeightTarget(1, 7));
        var calls = List.<Call>of(
                new Call.BatchSetWeights(List.of(3), List.of(weights), List.of(0L)),
                new Call.CommitWeights(3, "0x" + "00".repeat(32)));
        var hash = chain.submit(signed(ALICE, new Call.ForceBatch(calls)));
        embedded.produceBlock();

        assertThat(chain.status(hash)).isEqualTo(new ExtrinsicStatus.Succeeded(1));
        assertThat(chain.roster(3).neurons().getFirst().lastUpdate()).isEqualTo(1);
    }

    @Test
    void refusalOfTheRuntimeKeepsItsName() {
        assertThatThrownBy(() -> chain.submit(signed(BOB, new Call.SetWeights(3, List.of(), 0))))
                .isInstanceOfSatisfying(ExtrinsicRefusedException.class, e -> {
                    assertThat(e.errorName()).isEqualTo("NotEnoughStakeToSetWeights");
                    assertThat(e.detail()).contains("Custom(1)");
                });
    }

    @Test
    void termsTellOfCommitReveal(@TempDir Path directory) {
        var terms = new SubnetTerms(4, 9, 0, 0, 1, 65535, 1).withCommitReveal(3);
        var spec = new ChainSpec(Duration.ofSeconds(1), List.of(SubnetSpec.withDefaults(terms)), Map.of(), List.of());
        try (var revealing = EmbeddedChain.open(directory, spec, Clock.systemUTC());
                var served = ChainNode.start(revealing, 0);
                var client = new HttpChain(served.uri(), Duration.ofSeconds(20))) {
            assertThat(client.subnet(4)).isEqualTo(terms);
            assertThat(client.subnet(4).revealPeriodEpochs()).isEqualTo(3);
        }
    }

    @Test
    void failureGoesAllTheWay() {
        var hash = chain.submit(signed(ALICE, new Call.SetWeights(3, List.of(new WeightTarget(9, 1)), 0)));
        embedded.produceBlock();

        assertThat(chain.status(hash)).isEqualTo(new ExtrinsicStatus.Failed(1, "UidVecContainInvalidOne"));
        assertThat(chain.status("0x" + "00".repeat(32))).isEqualTo(new ExtrinsicStatus.Unknown());
    }

    @Test
    void refusalKeepsItsName() {
        var stale = signed(ALICE, new Call.BurnedRegister(3));
        chain.submit(stale);

        assertThatThrownBy(() -> chain.submit(stale)).isInstanceOfSatisfying(ExtrinsicRefusedException.class, e -> {
            assertThat(e.errorName()).isEqualTo("Stale");
            assertThat(e.detail()).contains("the next is 1");
        });
    }

    @Test
    void waitEndsWithTheNextBlock() {
        var waiting = CompletableFuture.supplyAsync(() -> chain.awaitHead(0, Duration.ofSeconds(40)));
        embedded.produceBlock();

        assertThat(waiting.join().number()).isEqualTo(1);
    }

    @Test
    void waitEndsWithTheLimit() {
        assertThat(chain.awaitHead(7, Duration.ofMillis(20)).number()).isZero();
        assertThat(chain.awaitHead(-1, Duration.ZERO).number()).isZero();
    }

    @Test
    void namesWhatIsNotThere() {
        assertThatThrownBy(() -> chain.block(5))
                .isInstanceOf(NotOnChainException.class)
                .hasMessageContaining(node.uri().toString())
                .hasMessageContaining("no block 5");
        assertThatThrownBy(() -> chain.roster(9)).isInstanceOf(NotOnChainException.class);
    }

    @Test
    void closedChainIsAChainException() {
        embedded.close();

        assertThatThrownBy(() -> chain.submit(signed(ALICE, new Call.BurnedRegister(3))))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("answered 503");
    }

    @Test
    void unreachableEndpointIsNamed() {
        node.close();

        assertThatThrownBy(chain::head)
                .isInstanceOf(ChainException.class)
                .hasMessageContaining(node.uri().toString());
    }

    @Test
    void endpointThatNeverAnswersIsNamed() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var deaf = new HttpChain(
                        URI.create("http://127.0.0.1:" + silent.getLocalPort()), Duration.ofMillis(200))) {
            assertThatThrownBy(deaf::head)
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void endpointThatIsNoChainNodeIsNamed() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var answer = "<html>".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(502, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try (var other = new HttpChain(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(20))) {
            assertThatThrownBy(other::head)
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("answered 502 and not what a chain node would say");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void answerThatNeverEndsIsCutOff() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (var written = 0; written <= 2 * Wire.MAX_RESPONSE_BYTES; written += blanks.length) {
                exchange.getResponseBody().write(blanks);
            }
            exchange.close();
        });
        server.start();
        try (var other = new HttpChain(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(20))) {
            assertThatThrownBy(other::head).isInstanceOf(ChainException.class).hasMessageContaining("failed");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesWrongRequestsByName() throws Exception {
        assertProblem(get("/v1/nothing"), 404, "/v1/nothing");
        assertProblem(get("/"), 404, "there is no /");
        assertProblem(get("/v1/blocks/x"), 400, "block number is 'x'");
        assertProblem(get("/v1/blocks/-1"), 400, "block number is -1");
        assertProblem(get("/v1/subnets/65536"), 400, "netuid is '65536'");
        assertProblem(get("/v1/head?after=0&waitMillis=30001"), 400, "waitMillis is 30001");
        assertProblem(get("/v1/head?waitMillis=5"), 400, "needs after");
        assertProblem(get("/v1/head?after=0&after=1"), 400, "after is given twice");
        assertProblem(get("/v1/head?before=0"), 400, "query parameter 'before' is unknown");
        assertProblem(get("/v1/genesis?x=1"), 400, "query parameter 'x' is unknown");
        assertProblem(get("/v1/accounts/nobody/nonce"), 400, "nobody");
        assertProblem(get("/v1/extrinsics/0x12"), 400, "extrinsic hash");
        assertProblem(get("/v1/extrinsics"), 405, "allowed: POST");
        assertProblem(post("/v1/head", "{}"), 405, "allowed: GET");
        assertProblem(post("/v1/extrinsics", "{"), 400, "SignedExtrinsic as JSON");
        assertProblem(post("/v1/extrinsics", " ".repeat((1 << 20) + 1)), 413, "larger than 1048576 bytes");
    }

    @Test
    void listensOnLoopbackUnlessToldOtherwise() {
        assertThat(node.uri().getHost())
                .isEqualTo(InetAddress.getLoopbackAddress().getHostAddress());
    }

    @Test
    void portInUseIsNamed() {
        assertThatThrownBy(() -> ChainNode.start(embedded, node.uri().getPort()))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining(String.valueOf(node.uri().getPort()));
    }

    private SignedExtrinsic signed(Hotkey signer, Call call) {
        return new Extrinsic(embedded.genesisHash(), signer.address(), embedded.nextNonce(signer.address()), call)
                .sign(signer);
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(node.uri().resolve(path)).build());
    }

    private HttpResponse<byte[]> post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(node.uri().resolve(path))
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofByteArray());
        }
    }

    private static void assertProblem(HttpResponse<byte[]> response, int status, String detail) {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = ChainJson.read(response.body(), Wire.Problem.class);
        assertThat(problem.detail()).contains(detail);
        assertThat(problem.status()).isEqualTo(status).isEqualTo(response.statusCode());
    }
}
