package io.assay.chain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.Call;
import io.assay.chain.Hex;
import io.assay.chain.SubnetTerms;
import io.assay.chain.embedded.ChainSpec;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.GenesisNeuron;
import io.assay.chain.embedded.SubnetSpec;
import io.assay.chain.extrinsic.ChainIdentity;
import io.assay.chain.extrinsic.ExtrinsicCodec;
import io.assay.chain.extrinsic.SigningFacts;
import io.assay.chain.key.Hotkey;
import io.assay.chain.rpc.server.RpcSink;
import io.assay.chain.subtensor.SubtensorCalls;
import io.assay.chain.subtensor.SubtensorRuntime;
import io.assay.chain.type.ScaleValue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtrinsicWatchTest {
    private static final Hotkey ALICE = Hotkey.fromUri("//Alice");
    private static final Call WEIGHTS = new Call.SetWeights(3, List.of(0), List.of(1), 0);

    private final List<Object> told = new ArrayList<>();
    private EmbeddedChain chain;

    @BeforeEach
    void open(@TempDir Path directory) {
        var terms = new SubnetTerms(3, 40, 10, 0, 1, 0xFFFF, 0);
        var spec = new ChainSpec(
                Duration.ofSeconds(12),
                List.of(SubnetSpec.withDefaults(terms)),
                Map.of(ALICE.address(), 1L),
                List.of(new GenesisNeuron(3, ALICE.address())));
        chain = EmbeddedChain.open(directory, spec, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        chain.close();
    }

    @Test
    void tellsTheBlockThatHasIt() {
        var watch = watch(submit(0));
        see(watch, 0);
        assertThat(told).isEmpty();

        var block = chain.produceBlock();
        see(watch, 1);
        see(watch, 1);

        assertThat(told).containsExactly(Map.of("inBlock", block.hash()), Map.of("finalized", block.hash()), "ended");
    }

    @Test
    void findsItInABlockBeforeTheFirstThatIsSeen() {
        var watch = watch(submit(0));
        var block = chain.produceBlock();
        chain.produceBlock();

        see(watch, 2);

        assertThat(told).contains(Map.of("finalized", block.hash()));
    }

    @Test
    void doesNotGiveUpForABlockThatCameBefore() {
        chain.produceBlock();
        var watch = watch(submit(0));
        chain.produceBlock();

        see(watch, 1);

        assertThat(told).isEmpty();
    }

    /** The second weights of one block are too soon after the first. */
    @Test
    void tellsThatNoBlockWillHaveIt() {
        chain.produceBlock();
        submit(0);
        var watch = watch(submit(1));
        chain.produceBlock();

        see(watch, 2);

        assertThat(told).containsExactly("invalid", "ended");
    }

    private ExtrinsicWatch watch(String hash) {
        return new ExtrinsicWatch(chain, hash, 1, new RpcSink() {
            @Override
            public boolean send(Object result) {
                return told.add(result);
            }

            @Override
            public void end() {
                told.add("ended");
            }
        });
    }

    private void see(ExtrinsicWatch watch, long number) {
        watch.see(chain.recent(number).orElseThrow());
    }

    private String submit(long nonce) {
        var metadata = SubtensorRuntime.with(Duration.ofSeconds(12)).metadata(14);
        var codec = new ExtrinsicCodec(metadata);
        var identity = new ChainIdentity(
                ScaleValue.of(Hex.bytes(chain.genesisHash())),
                SubtensorRuntime.SPEC_VERSION,
                SubtensorRuntime.TRANSACTION_VERSION);
        var call = metadata.encodeCall(SubtensorCalls.of(WEIGHTS));
        return chain.submit(codec.encode(codec.sign(call, SigningFacts.immortal(identity, nonce, 0), ALICE)))
                .hash();
    }
}
