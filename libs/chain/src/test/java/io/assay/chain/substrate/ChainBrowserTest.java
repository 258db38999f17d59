package io.assay.chain.substrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.assay.chain.Call;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.NotOnChainException;
import io.assay.chain.SubnetTerms;
import io.assay.chain.WeightTarget;
import io.assay.chain.embedded.ChainSpec;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.GenesisNeuron;
import io.assay.chain.embedded.SubnetSpec;
import io.assay.chain.key.Hotkey;
import io.assay.chain.node.ChainNode;
import io.assay.chain.rpc.Endpoint;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChainBrowserTest {
    private static final int NETUID = 3;
    private static final Hotkey ALICE = Hotkey.fromUri("//Alice");
    private static final Hotkey BOB = Hotkey.fromUri("//Bob");

    @TempDir
    Path directory;

    private EmbeddedChain embedded;
    private ChainNode node;
    private SubstrateChain chain;
    private ChainBrowser browser;

    @BeforeEach
    void start() {
        var terms = new SubnetTerms(NETUID, 99, 0, 0, 1, 65_535, 0);
        var spec = new ChainSpec(
                Duration.ofMillis(250),
                List.of(SubnetSpec.withDefaults(terms)),
                Map.of(ALICE.address(), 800L),
                List.of(new GenesisNeuron(NETUID, ALICE.address()), new GenesisNeuron(NETUID, BOB.address())));
        embedded = EmbeddedChain.open(directory, spec, Clock.systemUTC());
        node = ChainNode.start(embedded, 0);
        var settings = TableNode.settings(Endpoint.parse(node.uri().toString()));
        chain = SubstrateChain.open(settings);
        browser = ChainBrowser.open(settings);
        embedded.produceBlock();
    }

    @AfterEach
    void close() {
        browser.close();
        chain.close();
        node.close();
        embedded.close();
    }

    @Test
    void tellsHowFarTheChainIs() {
        var heads = browser.heads();

        assertThat(heads.finalized()).isEqualTo(embedded.head());
        assertThat(heads.best()).isEqualTo(embedded.head());
        assertThat(heads.runtime()).isEqualTo("runtime node-subtensor 425");
        assertThat(heads.endpoint()).contains("127.0.0.1:" + node.uri().getPort());
    }

    @Test
    void showsWhoGivesWhomWhat() {
        submit(ALICE, set(1, 0xFFFF));
        embedded.produceBlock();

        var weights = browser.weights(NETUID);

        assertThat(weights.roster()).isEqualTo(browser.roster(NETUID));
        assertThat(weights.byUid()).containsExactly(entry(0, List.of(new WeightTarget(1, 0xFFFF))));
        assertThatThrownBy(() -> browser.weights(9)).isInstanceOf(NotOnChainException.class);
    }

    @Test
    void findsWhatAHotkeyHasSentWithItsFate() {
        var first = submit(ALICE, set(1, 0xFFFF));
        submit(BOB, new Call.SetCommitment(NETUID, "not a bucket"));
        embedded.produceBlock();
        var second = submit(ALICE, new Call.SetWeights(NETUID, List.of(7), List.of(1), 0));
        embedded.produceBlock();

        assertThat(browser.submissions(ALICE.address(), 100))
                .containsExactly(
                        new Submission(
                                3,
                                second,
                                1,
                                "SubtensorModule.set_weights",
                                new ExtrinsicStatus.Failed(3, "UidVecContainInvalidOne")),
                        new Submission(
                                2,
                                first,
                                0,
                                "SubtensorModule.set_weights",
                                new ExtrinsicStatus.Succeeded(2, List.of(), Set.of(NETUID))));
        assertThat(browser.submissions(ALICE.address(), 1))
                .extracting(Submission::block)
                .containsExactly(3L);
    }

    private String submit(Hotkey signer, Call call) {
        var signed = chain.sign(call, chain.nextNonce(signer.address()), signer);
        chain.submit(signed);
        return signed.id().hash();
    }

    private static Call set(int uid, int value) {
        return Call.SetWeights.of(NETUID, List.of(new WeightTarget(uid, value)), 0);
    }
}
