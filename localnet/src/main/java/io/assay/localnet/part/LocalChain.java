package io.assay.localnet.part;

import io.assay.chain.Chain;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.SubnetTerms;
import io.assay.chain.embedded.ChainSpec;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.GenesisNeuron;
import io.assay.chain.embedded.SubnetSpec;
import io.assay.chain.embedded.SubnetState;
import io.assay.chain.node.ChainNode;
import io.assay.chain.rpc.server.RpcServerSettings;
import io.assay.chain.substrate.SubstrateChain;
import io.assay.chain.substrate.SubstrateSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The embedded chain with the localnet's one validator, and its node. */
public final class LocalChain implements AutoCloseable {
    /** Time between two blocks. */
    public static final Duration BLOCK_INTERVAL = Duration.ofMillis(250);

    private static final Duration REQUEST = Duration.ofSeconds(10);
    private static final int TEMPO = 30;
    private static final long WEIGHTS_RATE_LIMIT = 20;
    private static final long STAKE_RAO = 10_000_000_000_000L;
    private static final long STAKE_THRESHOLD_RAO = 1_000_000_000_000L;

    private final EmbeddedChain chain;
    private final ChainNode node;
    private final SubstrateChain client;

    private LocalChain(EmbeddedChain chain, ChainNode node) {
        this.chain = chain;
        this.node = node;
        this.client =
                SubstrateChain.open(SubstrateSettings.of(List.of(node.uri().toString()), REQUEST));
    }

    /** Opens the chain and its node on loopback; blocks come once {@link #produce} is called. */
    public static LocalChain open(Path directory, LocalSubnet subnet, int port) {
        return open(directory, subnet, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** The same at another address. What the node shows is public and what it takes is signed. */
    public static LocalChain open(Path directory, LocalSubnet subnet, InetSocketAddress address) {
        var chain = EmbeddedChain.open(directory, spec(subnet), Clock.systemUTC());
        try {
            return new LocalChain(chain, ChainNode.start(chain, RpcServerSettings.on(address)));
        } catch (RuntimeException e) {
            chain.close();
            throw e;
        }
    }

    private static ChainSpec spec(LocalSubnet subnet) {
        return new ChainSpec(
                BLOCK_INTERVAL,
                List.of(SubnetSpec.withDefaults(terms(subnet))),
                Map.of(subnet.validator(), STAKE_RAO),
                Stream.concat(Stream.of(subnet.validator()), subnet.miners().stream())
                        .map(hotkey -> new GenesisNeuron(subnet.netuid(), hotkey))
                        .toList());
    }

    private static SubnetTerms terms(LocalSubnet subnet) {
        var open = new SubnetTerms(subnet.netuid(), TEMPO, WEIGHTS_RATE_LIMIT, 0, 1, 0xFFFF, STAKE_THRESHOLD_RAO);
        return subnet.commitReveal() == 0 ? open : open.withCommitReveal(subnet.commitReveal());
    }

    /** Lets blocks be produced. */
    public void produce() {
        chain.start();
    }

    /** The chain itself, for looking on. */
    public EmbeddedChain chain() {
        return chain;
    }

    /** What each hotkey has earned on a subnet so far, in rao. */
    public Map<String, Long> creditedRao(int netuid) {
        return Optional.ofNullable(chain.state().subnets().get(netuid))
                .<Map<String, Long>>map(SubnetState::creditedRao)
                .orElse(Map.of());
    }

    /** The blocks, of the newest thousand, with what an account has sent and the chain has carried out; one each time. */
    public List<Long> carriedOut(String signer) {
        var head = chain.head().number();
        return LongStream.rangeClosed(Math.max(1, head - EmbeddedChain.RECENT_BLOCKS + 1), head)
                .mapToObj(chain::recent)
                .flatMap(Optional::stream)
                .flatMap(block -> block.extrinsics().stream()
                        .filter(extrinsic -> extrinsic.signer().equals(signer)
                                && block.outcomes().get(extrinsic.hash()) instanceof ExtrinsicStatus.Succeeded)
                        .map(_ -> block.block().number()))
                .toList();
    }

    /** The way to the chain that the miners in this process share. */
    public Chain client() {
        return client;
    }

    /** Where the services and miners reach it. */
    public URI uri() {
        return node.uri();
    }

    @Override
    public void close() {
        client.close();
        node.close();
        chain.close();
    }
}
