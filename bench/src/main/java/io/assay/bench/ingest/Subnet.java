package io.assay.bench.ingest;

import io.assay.chain.BucketCommitment;
import io.assay.chain.Call;
import io.assay.chain.SubnetTerms;
import io.assay.chain.embedded.ChainSpec;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.GenesisNeuron;
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
import java.util.stream.IntStream;

/** A chain with miners that have committed to their buckets. */
final class Subnet implements AutoCloseable {
    static final int NETUID = 1;
    static final String KEY_ID = "k".repeat(32);
    static final String SECRET = "s".repeat(64);

    private final List<String> hotkeys;
    private final EmbeddedChain chain;
    private final ChainNode node;

    private Subnet(List<String> hotkeys, EmbeddedChain chain, ChainNode node) {
        this.hotkeys = hotkeys;
        this.chain = chain;
        this.node = node;
    }

    static Subnet open(Path directory, int miners, Duration blockInterval) {
        var keys = IntStream.range(0, miners)
                .mapToObj(uid -> Hotkey.fromUri("//Miner" + uid))
                .toList();
        var hotkeys = keys.stream().map(Hotkey::address).toList();
        var spec = new ChainSpec(
                blockInterval,
                List.of(SubnetSpec.withDefaults(new SubnetTerms(NETUID, 100, 10, 0, 1, 0xFFFF, 0))),
                Map.of(),
                hotkeys.stream()
                        .map(hotkey -> new GenesisNeuron(NETUID, hotkey))
                        .toList());
        var chain = EmbeddedChain.open(directory, spec, Clock.systemUTC());
        var node = ChainNode.start(chain, 0);
        commit(node, keys);
        chain.produceBlock();
        return new Subnet(hotkeys, chain, node);
    }

    private static void commit(ChainNode node, List<Hotkey> keys) {
        var settings = SubstrateSettings.of(List.of(node.uri().toString()), Duration.ofSeconds(10));
        try (var client = SubstrateChain.open(settings)) {
            for (var uid = 0; uid < keys.size(); uid++) {
                client.submit(
                        client.sign(new Call.SetCommitment(NETUID, bucket(uid).encode()), 0, keys.get(uid)));
            }
        }
    }

    static BucketCommitment bucket(int uid) {
        return new BucketCommitment("%032x".formatted(uid + 1), KEY_ID, SECRET);
    }

    void start() {
        chain.start();
    }

    String hotkey(int uid) {
        return hotkeys.get(uid);
    }

    URI uri() {
        return node.uri();
    }

    /** Returns with the block. */
    void awaitBlock(long number) throws InterruptedException {
        while (chain.head().number() < number) {
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        node.close();
        chain.close();
    }
}
