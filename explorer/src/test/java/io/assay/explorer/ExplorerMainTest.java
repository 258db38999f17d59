package io.assay.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.BucketCommitment;
import io.assay.chain.Call;
import io.assay.chain.SubnetTerms;
import io.assay.chain.WeightTarget;
import io.assay.chain.embedded.ChainSpec;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.GenesisNeuron;
import io.assay.chain.embedded.SubnetSpec;
import io.assay.chain.key.Hotkey;
import io.assay.chain.node.ChainNode;
import io.assay.chain.substrate.SubstrateChain;
import io.assay.chain.substrate.SubstrateSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ExplorerMainTest {
    private static final int NETUID = 1;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Hotkey ALICE = Hotkey.fromUri("//Alice");
    private static final Hotkey BOB = Hotkey.fromUri("//Bob");
    private static final BucketCommitment BUCKET = new BucketCommitment("b".repeat(32), "k".repeat(32), "s".repeat(64));

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private EmbeddedChain embedded;
    private ChainNode node;
    private SubstrateChain chain;

    @BeforeEach
    void start() {
        var spec = new ChainSpec(
                Duration.ofMillis(250),
                List.of(SubnetSpec.withDefaults(new SubnetTerms(NETUID, 99, 0, 0, 1, 65_535, 0))),
                Map.of(ALICE.address(), 1_500_000_000L),
                List.of(new GenesisNeuron(NETUID, ALICE.address()), new GenesisNeuron(NETUID, BOB.address())));
        embedded = EmbeddedChain.open(directory, spec, Clock.systemUTC());
        node = ChainNode.start(embedded, 0);
        chain = SubstrateChain.open(SubstrateSettings.of(List.of(node.uri().toString()), LIMIT));
        submit(BOB, new Call.SetCommitment(NETUID, BUCKET.encode()));
        submit(ALICE, Call.SetWeights.of(NETUID, List.of(new WeightTarget(0, 21_845), new WeightTarget(1, 65_535)), 0));
        submit(ALICE, new Call.SetWeights(NETUID, List.of(9), List.of(1), 0));
    }

    @AfterEach
    void close() {
        chain.close();
        node.close();
        embedded.close();
    }

    @Test
    void headTellsBlocksAndRuntime() {
        assertThat(run("head")).isZero();

        assertThat(text(out))
                .contains("runtime    node-subtensor 425")
                .contains("finalized  block 3  " + embedded.head().timestamp() + "  "
                        + embedded.head().hash())
                .contains("best       block 3  ");
    }

    @Test
    void metagraphShowsNeuronsAndNoKeysOfBuckets() {
        assertThat(run("metagraph")).isZero();

        assertThat(text(out))
                .startsWith("subnet 1 at block 3 ")
                .containsPattern("0 +" + ALICE.address() + " +1.500 +yes +2 +0.00% +0.00% +0.000 +0 +none")
                .containsPattern("1 +" + BOB.address() + " +0.000 +no +0 .*" + BUCKET.bucket())
                .doesNotContain(BUCKET.accessKeyId(), BUCKET.secretAccessKey());
    }

    @Test
    void weightsAreSharesOfTheGiver() {
        assertThat(run("weights")).isZero();

        assertThat(text(out)).containsPattern("0 +" + ALICE.address() + " +1:75.00% 0:25.00%");
    }

    @Test
    void submissionsHaveTheirFates() {
        assertThat(run("submissions", "--hotkey", ALICE.address())).isZero();

        assertThat(text(out))
                .containsPattern("3 +1 +SubtensorModule.set_weights +failed: UidVecContainInvalidOne +0x")
                .containsPattern("2 +0 +SubtensorModule.set_weights +succeeded +0x");
        out.reset();
        run("submissions", "--hotkey", Hotkey.fromUri("//Eve").address(), "--blocks", "2");
        assertThat(text(out)).isEqualToIgnoringNewLines("nothing in the newest 2 finalized blocks");
    }

    @Test
    void aSubnetThatIsNotThereIsAnAnswerToo() {
        assertThat(run("metagraph", "--netuid", "9")).isEqualTo(1);

        assertThat(text(err)).isEqualToIgnoringNewLines("assay chain: the chain has no subnet 9 at block 3");
    }

    @Test
    void aNodeThatIsAwayIsNamed() {
        node.close();

        assertThat(ExplorerMain.run(
                        new String[] {"head", "--endpoint", node.uri().toString()},
                        Duration.ofSeconds(1),
                        print(out),
                        print(err)))
                .isEqualTo(1);
        assertThat(text(err)).contains("127.0.0.1:" + node.uri().getPort());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                           | one of head, metagraph, weights, submissions is needed, given: none
            head,weights                 | one of head, metagraph, weights, submissions is needed, given: head, weights
            blocks                       | there is nothing named blocks
            head,--netuid,1              | --netuid has no meaning here
            metagraph,--netuid,70000     | --netuid is 70000, allowed: 0..65535
            submissions                  | --hotkey is missing
            submissions,--hotkey,5Grw    | --hotkey: address '5Grw' holds
            head,--endpoint,http://a:the | --endpoint: endpoint cannot be used
            head,--verbose               | there is no option --verbose
            """)
    void whatCannotBeMeantIsTold(String words, String fault) {
        var args = words.isEmpty() ? new String[0] : words.split(",");

        assertThat(ExplorerMain.run(args, LIMIT, print(out), print(err))).isEqualTo(2);
        assertThat(text(err)).startsWith("assay chain: " + fault).contains("usage: ./assay chain head");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void helpIsNoFault() {
        assertThat(ExplorerMain.run(new String[] {"--help"}, LIMIT, print(out), print(err)))
                .isZero();
        assertThat(text(out)).startsWith("usage: ./assay chain head");
    }

    private void submit(Hotkey signer, Call call) {
        chain.submit(chain.sign(call, chain.nextNonce(signer.address()), signer));
        embedded.produceBlock();
    }

    private int run(String... words) {
        var args = Stream.concat(
                        Stream.of(words), Stream.of("--endpoint", node.uri().toString()))
                .toArray(String[]::new);
        return ExplorerMain.run(args, LIMIT, print(out), print(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
