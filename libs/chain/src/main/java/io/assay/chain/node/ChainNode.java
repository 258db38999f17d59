package io.assay.chain.node;

import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.rpc.server.RpcMethods;
import io.assay.chain.rpc.server.RpcServer;
import io.assay.chain.rpc.server.RpcServerSettings;
import io.assay.chain.subtensor.SubtensorRuntime;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Serves an embedded chain as a Substrate node does: JSON-RPC over WebSocket and by POST, metadata of versions 14 and 15,
 * storage under hashed keys. What it shows is public and what it takes is signed.
 */
public final class ChainNode implements AutoCloseable {
    private final RpcServer server;
    private final HeadFeed heads;

    private ChainNode(RpcServer server, HeadFeed heads) {
        this.server = server;
        this.heads = heads;
    }

    /**
     * Serves on loopback.
     *
     * @param chain not closed with the node
     * @param port 0 for any
     * @throws io.assay.chain.ChainException if the port cannot be had
     */
    public static ChainNode start(EmbeddedChain chain, int port) {
        return start(chain, RpcServerSettings.loopback(port));
    }

    /** Serves as the settings say; the chain is not closed with the node. */
    public static ChainNode start(EmbeddedChain chain, RpcServerSettings settings) {
        var heads = HeadFeed.start(chain);
        try {
            return new ChainNode(RpcServer.start(settings, methods(chain, heads)), heads);
        } catch (RuntimeException e) {
            heads.close();
            throw e;
        }
    }

    private static RpcMethods methods(EmbeddedChain chain, HeadFeed heads) {
        var runtime = new NodeRuntime(SubtensorRuntime.with(chain.blockInterval()));
        var blocks = new NodeBlocks(chain, runtime.metadata());
        var storage = new StateStorage(runtime.metadata(), items(runtime));
        var methods = RpcMethods.builder();
        new SystemMethods(chain).register(methods);
        new ChainMethods(chain, blocks, heads).register(methods);
        new StateMethods(blocks, runtime, storage, heads).register(methods);
        new AuthorMethods(chain, heads).register(methods);
        return methods.build();
    }

    static List<StoredItem> items(NodeRuntime runtime) {
        var items = new ArrayList<StoredItem>();
        items.addAll(SystemStorage.items(new BlockEvents(runtime.metadata())));
        items.addAll(SubnetStorage.items());
        items.addAll(NeuronStorage.items());
        items.addAll(CommitStorage.items());
        return items;
    }

    /** Where it is reached: {@code ws://127.0.0.1:PORT}. */
    public URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        heads.close();
        server.close();
    }
}
