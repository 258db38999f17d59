package io.assay.chain.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.rpc.RpcJson;
import io.assay.chain.rpc.RpcLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever the bytes of a request, the answer is JSON-RPC. */
class DispatcherTest {
    private static final RpcLimits LIMITS = new RpcLimits(2000, 16, 1000, 40, 200);
    private static final RpcJson JSON = new RpcJson(LIMITS);
    private static final String JSONS = " \"\\{}[]:,0x1.e-\u0000~";
    private static final List<String> REQUESTS = List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_echo\",\"params\":[\"a\\ud800\"]}",
            "{\"jsonrpc\":\"2.0\",\"id\":\"\\udc00\",\"method\":\"test_number\",\"params\":[\"0x10\"]}",
            "[{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"rpc_methods\"},{\"jsonrpc\":\"2.0\",\"method\":\"test_echo\"}]",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_bytes\",\"params\":[\"0x00ff\"]}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_subscribe\",\"params\":[]}");

    private final Dispatcher dispatcher = new Dispatcher(
            new ServedMethods().methods(),
            JSON,
            new RpcServerSettings(
                    RpcServerSettings.loopback(0).address(),
                    LIMITS,
                    1,
                    1,
                    1,
                    3,
                    1,
                    RpcServerSettings.loopback(0).idle()));

    @Property
    void answersBytes(@ForAll byte[] bytes) {
        assertAnswered(bytes);
    }

    @Property(tries = 5000)
    void answersWhatWasARequestOnce(
            @ForAll @IntRange(max = 4) int request, @ForAll @IntRange(max = 6) int changes, @ForAll long seed) {
        var bytes = REQUESTS.get(request).getBytes(StandardCharsets.UTF_8);
        var random = new Random(seed);
        for (var i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) JSONS.charAt(random.nextInt(JSONS.length()));
        }
        assertAnswered(bytes);
    }

    private void assertAnswered(byte[] request) {
        dispatcher
                .answer(request, null)
                .body()
                .ifPresent(body -> assertThat(JSON.read(body))
                        .isInstanceOfSatisfying(RpcJson.Reading.Tree.class, tree -> {
                            var answers = tree.root().isArray() ? tree.root().values() : List.of(tree.root());
                            assertThat(answers).isNotEmpty().allSatisfy(answer -> {
                                assertThat(answer.get("jsonrpc").stringValue()).isEqualTo("2.0");
                                assertThat(answer.has("id")).isTrue();
                                assertThat(answer.has("result")).isNotEqualTo(answer.has("error"));
                            });
                        }));
    }
}
