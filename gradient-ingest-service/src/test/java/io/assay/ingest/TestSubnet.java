package io.assay.ingest;

import io.assay.chain.BucketCommitment;
import io.assay.chain.Call;
import io.assay.chain.SubnetTerms;
import io.assay.chain.embedded.ChainSpec;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.SubnetSpec;
import io.assay.chain.key.Hotkey;
import io.assay.chain.node.ChainNode;
import io.assay.chain.substrate.SubstrateChain;
import io.assay.chain.substrate.SubstrateSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A chain with a quick rhythm and miners that are registered with their buckets. */
public final class TestSubnet implements AutoCloseable {
    static final int NETUID = 1;
    public static final String KEY_ID = "k".repeat(32);
    public static final String SECRET = "s".repeat(64);

    final EmbeddedChain chain;
    private final ChainNode node;
    private final SubstrateChain client;

    private TestSubnet(EmbeddedChain chain, ChainNode node) {
        this.chain = chain;
        this.node = node;
        this.client =
                SubstrateChain.open(SubstrateSettings.of(List.of(node.uri().toString()), Duration.ofSeconds(10)));
    }

    static TestSubnet open(Path directory) {
        var terms = new SubnetTerms(NETUID, 100, 10, 0, 1, 0xFFFF, 0);
        var spec = new ChainSpec(Duration.ofMillis(100), List.of(SubnetSpec.withDefaults(terms)), Map.of(), List.of());
        var chain = EmbeddedChain.open(directory, spec, Clock.systemUTC());
        return new TestSubnet(chain, ChainNode.start(chain, 0));
    }

    public static Hotkey hotkey(int place) {
        return Hotkey.fromUri("//Miner" + place);
    }

    public static BucketCommitment bucket(int place) {
        return new BucketCommitment("%032x".formatted(place + 1), KEY_ID, SECRET);
    }

    /** Registers a miner, whose uid is its place when they come in order. */
    void register(int place) {
        send(place, new Call.BurnedRegister(NETUID, hotkey(place).address()));
        send(place, new Call.SetCommitment(NETUID, bucket(place).encode()));
    }

    private void send(int place, Call call) {
        var hotkey = hotkey(place);
        client.submit(client.sign(call, client.nextNonce(hotkey.address()), hotkey));
        chain.produceBlock();
    }

    URI uri() {
        return node.uri();
    }

    @Override
    public void close() {
        client.close();
        node.close();
        chain.close();
    }
}
