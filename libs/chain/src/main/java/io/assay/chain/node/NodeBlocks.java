package io.assay.chain.node;

import io.assay.chain.Hex;
import io.assay.chain.NotOnChainException;
import io.assay.chain.embedded.CheckedExtrinsic;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.ExecutedBlock;
import io.assay.chain.embedded.Header;
import io.assay.chain.extrinsic.ExtrinsicCodec;
import io.assay.chain.extrinsic.ScaleExtrinsic;
import io.assay.chain.metadata.CallValue;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.rpc.server.RpcParams;
import io.assay.chain.rpc.server.RpcRefusal;
import io.assay.chain.type.ScaleValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Blocks as Substrate shows them. A block's first extrinsic is its timestamp. */
final class NodeBlocks {
    /** Substrate's, of what the client asks for and the node has not. */
    private static final int CLIENT_ERROR = 4003;

    private final EmbeddedChain chain;
    private final RuntimeMetadata metadata;
    private final ExtrinsicCodec codec;

    NodeBlocks(EmbeddedChain chain, RuntimeMetadata metadata) {
        this.chain = chain;
        this.metadata = metadata;
        this.codec = new ExtrinsicCodec(metadata);
    }

    /** The newest block. */
    ExecutedBlock head() {
        return at(chain.head().number());
    }

    private ExecutedBlock at(long number) {
        return chain.recent(number)
                .orElseThrow(() -> new IllegalStateException("the newest block is not among the recent ones"));
    }

    /**
     * The block whose hash is a parameter, the newest one if there is none.
     *
     * @throws RpcRefusal if the block is unknown or so old that its state is gone
     */
    ExecutedBlock asked(RpcParams params, int index) {
        return params.optionalBytes(index, "hash").map(Hex::of).map(this::known).orElseGet(this::head);
    }

    private ExecutedBlock known(String hash) {
        return chain.recent(hash)
                .orElseThrow(() -> new RpcRefusal(
                        CLIENT_ERROR, "Client error: UnknownBlock: State already discarded for " + hash, null));
    }

    /** The block of a hash, if it is there. */
    Optional<ExecutedBlock> find(RpcParams params, int index) {
        var hash = params.optionalBytes(index, "hash").map(Hex::of);
        return hash.isPresent() ? hash.flatMap(chain::recent) : Optional.of(head());
    }

    /** The hash of a block, if there is one of this number. */
    Optional<String> hash(long number) {
        try {
            return Optional.of(chain.block(number).hash());
        } catch (NotOnChainException e) {
            return Optional.empty();
        }
    }

    /** A header in JSON. */
    static Map<String, Object> json(Header header) {
        return Map.of(
                "parentHash", header.parentHash(),
                "number", "0x" + Long.toHexString(header.number()),
                "stateRoot", header.stateRoot(),
                "extrinsicsRoot", header.extrinsicsRoot(),
                "digest", Map.of("logs", List.of(header.digestItem())));
    }

    /** A block in JSON. */
    Map<String, @Nullable Object> json(ExecutedBlock block) {
        var content = Map.of("header", json(block.header()), "extrinsics", extrinsics(block));
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("block", content);
        all.put("justifications", null);
        return all;
    }

    private List<String> extrinsics(ExecutedBlock block) {
        if (block.block().number() == 0) {
            return List.of();
        }
        var signed = block.extrinsics().stream().map(CheckedExtrinsic::bytes);
        return Stream.concat(Stream.of(timestamp(block)), signed).toList();
    }

    private String timestamp(ExecutedBlock block) {
        var now = ScaleValue.of(block.block().timestamp().toEpochMilli());
        var call = metadata.encodeCall(CallValue.of("Timestamp", "set", Map.of("now", now)));
        return Hex.of(codec.encode(new ScaleExtrinsic.Unsigned(4, ScaleValue.of(call))));
    }
}
