package io.assay.chain.substrate;

import io.assay.chain.Hex;
import io.assay.chain.key.Blake2b;
import io.assay.chain.metadata.MetadataReader;
import io.assay.chain.metadata.MetadataWriter;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.rpc.Backoff;
import io.assay.chain.rpc.Endpoint;
import io.assay.chain.rpc.RpcSettings;
import io.assay.chain.rpc.RpcTimes;
import io.assay.chain.rpc.server.RpcCall;
import io.assay.chain.rpc.server.RpcMethods;
import io.assay.chain.rpc.server.RpcParams;
import io.assay.chain.rpc.server.RpcRefusal;
import io.assay.chain.rpc.server.RpcServer;
import io.assay.chain.rpc.server.RpcServerSettings;
import io.assay.chain.rpc.server.RpcSink;
import io.assay.chain.runtime.RuntimeDescription;
import io.assay.chain.scale.ScaleWriter;
import io.assay.chain.subtensor.SubtensorRuntime;
import io.assay.chain.type.ScaleValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A node whose blocks are a table that a test fills. It answers as Substrate's do; a test may have any method answer otherwise.
 */
final class TableNode implements AutoCloseable {
    static final int UNKNOWN_BLOCK = 4003;

    private final byte[] blob;
    private final RuntimeMetadata metadata;
    private final long spec;
    private final Map<String, byte[]> state = new ConcurrentHashMap<>();
    private final List<Row> rows = new CopyOnWriteArrayList<>();
    private final List<byte[]> pool = new CopyOnWriteArrayList<>();
    private final List<RpcSink> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Consumer<RpcParams>> before = new ConcurrentHashMap<>();
    private final Map<String, RpcCall> instead = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Map<String, Long> nonces = new ConcurrentHashMap<>();
    private final RpcServer server;
    private volatile int finalized = -1;
    private volatile boolean tellsHeads = true;

    private record Row(String hash, String parent, List<byte[]> extrinsics, Map<String, byte[]> state) {}

    private TableNode(byte[] blob, long spec) {
        this.blob = blob;
        this.metadata = MetadataReader.read(blob);
        this.spec = spec;
        this.server = RpcServer.start(RpcServerSettings.loopback(0), methods());
    }

    /** With metadata of version 15, which describe runtime APIs. */
    static TableNode start(RuntimeDescription runtime) {
        return start(MetadataWriter.write(runtime.metadata(15)), SubtensorRuntime.SPEC_VERSION);
    }

    static TableNode start(byte[] metadata, long spec) {
        return new TableNode(metadata, spec);
    }

    RuntimeMetadata metadata() {
        return metadata;
    }

    Endpoint endpoint() {
        return Endpoint.parse(server.uri().toString());
    }

    /** A client of this node that does not wait long for one that is away. */
    SubstrateChain client() {
        return SubstrateChain.open(settings(endpoint()));
    }

    static SubstrateSettings settings(Endpoint... endpoints) {
        var times = new RpcTimes(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
        var rpc = RpcSettings.of(List.of(endpoints))
                .withTimes(times)
                .withBackoff(new Backoff(Duration.ofMillis(2), Duration.ofMillis(20)));
        return new SubstrateSettings(rpc, 64, Duration.ofMillis(5));
    }

    /** Stores a value for the blocks to come. */
    TableNode store(String pallet, String name, ScaleValue value, ScaleValue... keys) {
        var item = metadata.storage(pallet, name);
        return storeBytes(pallet, name, item.encode(value), keys);
    }

    /** Stores bytes, whatever they are, for the blocks to come. */
    TableNode storeBytes(String pallet, String name, byte[] value, ScaleValue... keys) {
        state.put(Hex.of(metadata.storage(pallet, name).key(keys)), value);
        return this;
    }

    /** Adds a block, not final yet, at this time. */
    String add(long millis, byte[]... extrinsics) {
        store("Timestamp", "Now", ScaleValue.of(millis));
        var parent = rows.isEmpty() ? Hex.of(new byte[32]) : rows.getLast().hash();
        var hash = Hex.of(Blake2b.hash256(Hex.bytes(parent), Hex.bytes("0x%016x".formatted(millis))));
        rows.add(new Row(hash, parent, List.of(extrinsics), Map.copyOf(state)));
        return hash;
    }

    /** Adds blocks up to this number and makes them final. */
    void finalizeUpTo(int number) {
        while (rows.size() <= number) {
            add(1_000L * rows.size());
        }
        finalized(number);
    }

    /** Says that blocks are final, or are so no more. */
    void finalized(int number) {
        finalized = number;
        if (tellsHeads) {
            listeners.removeIf(sink -> !sink.send(header(number)));
        }
    }

    /** Has only those know a new head who ask. */
    void hush() {
        tellsHeads = false;
    }

    /** Has no subscription to heads. */
    void refuseSubscriptions() {
        instead("chain_subscribeFinalizedHeads", _ -> {
            throw refusal(-32601, "Method not found");
        });
    }

    void pool(byte[] extrinsic) {
        pool.add(extrinsic);
    }

    List<byte[]> pool() {
        return pool;
    }

    void emptyPool() {
        pool.clear();
    }

    void nonce(String address, long next) {
        nonces.put(address, next);
    }

    void instead(String method, RpcCall answer) {
        instead.put(method, answer);
    }

    /** Has something happen before a method answers as usual. */
    void before(String method, Consumer<RpcParams> step) {
        before.put(method, step);
    }

    /** How often a method was called. */
    int asked(String method) {
        return asked.computeIfAbsent(method, _ -> new AtomicInteger()).get();
    }

    String hash(int number) {
        return rows.get(number).hash();
    }

    @Override
    public void close() {
        server.close();
    }

    static RpcRefusal refusal(int code, String message) {
        return new RpcRefusal(code, message, null);
    }

    private RpcMethods methods() {
        var builder = RpcMethods.builder();
        add(builder, "chain_getFinalizedHead", _ -> hash(finalized));
        add(builder, "chain_getBlockHash", this::blockHash);
        add(builder, "chain_getHeader", params -> find(params).map(this::header).orElse(null));
        add(builder, "chain_getBlock", params -> find(params).map(this::block).orElse(null));
        add(builder, "state_getRuntimeVersion", _ -> Map.of("specVersion", spec, "transactionVersion", 1));
        add(builder, "state_getMetadata", _ -> Hex.of(blob));
        add(builder, "state_call", this::call);
        add(builder, "state_queryStorageAt", this::query);
        add(builder, "system_accountNextIndex", params -> nonces.getOrDefault(params.text(0, "account"), 0L));
        add(builder, "author_pendingExtrinsics", _ -> pool.stream().map(Hex::of).toList());
        add(builder, "author_submitExtrinsic", params -> {
            pool.add(params.bytes(0, "extrinsic"));
            return Hex.of(Blake2b.hash256(pool.getLast()));
        });
        return builder.feed(
                        "chain_subscribeFinalizedHeads",
                        "chain_finalizedHead",
                        "chain_unsubscribeFinalizedHeads",
                        params -> {
                            var other = instead.get("chain_subscribeFinalizedHeads");
                            if (other != null) {
                                other.answer(params);
                            }
                            return this::listen;
                        })
                .build();
    }

    private void add(RpcMethods.Builder builder, String name, RpcCall usual) {
        builder.call(name, params -> {
            asked.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet();
            before.getOrDefault(name, _ -> {}).accept(params);
            return instead.getOrDefault(name, usual).answer(params);
        });
    }

    private AutoCloseable listen(RpcSink sink) {
        listeners.add(sink);
        if (finalized >= 0) {
            sink.send(header(finalized));
        }
        return () -> listeners.remove(sink);
    }

    private @Nullable Object blockHash(RpcParams params) {
        var number = params.optionalNumber(0, "number").orElse(rows.size() - 1L);
        return number < rows.size() ? hash((int) number) : null;
    }

    private Optional<Integer> find(RpcParams params) {
        var hash = params.text(0, "hash");
        for (var number = 0; number < rows.size(); number++) {
            if (hash(number).equals(hash)) {
                return Optional.of(number);
            }
        }
        return Optional.empty();
    }

    private Row row(String hash) {
        return rows.stream()
                .filter(row -> row.hash().equals(hash))
                .findFirst()
                .orElseThrow(() -> refusal(UNKNOWN_BLOCK, "Client error: UnknownBlock: Header was not found"));
    }

    private Map<String, Object> header(int number) {
        return Map.of(
                "number",
                "0x" + Integer.toHexString(number),
                "parentHash",
                rows.get(number).parent());
    }

    private Map<String, Object> block(int number) {
        var extrinsics = rows.get(number).extrinsics().stream().map(Hex::of).toList();
        return Map.of("block", Map.of("header", header(number), "extrinsics", extrinsics));
    }

    private Object query(RpcParams params) {
        var stored = row(params.text(1, "at")).state();
        var changes = new ArrayList<List<@Nullable String>>();
        for (var key : params.required(0, "keys")) {
            var value = stored.get(key.stringValue());
            var change = new ArrayList<@Nullable String>();
            change.add(key.stringValue());
            change.add(value == null ? null : Hex.of(value));
            changes.add(change);
        }
        return List.of(Map.of("block", params.text(1, "at"), "changes", changes));
    }

    private Object call(RpcParams params) {
        var function = params.text(0, "function");
        return switch (function) {
            case "Metadata_metadata_at_version" ->
                Hex.of(new ScaleWriter()
                        .option(
                                Optional.of(blob).filter(_ -> metadata.version() == 15),
                                (out, bytes) -> out.bytes(bytes))
                        .toBytes());
            default -> throw refusal(UNKNOWN_BLOCK, "Client error: Execution failed: Exported method is not found");
        };
    }

    /** What a runtime API answers. */
    static RpcCall answering(Map<String, byte[]> byFunction, RpcCall otherwise) {
        var answers = new HashMap<>(byFunction);
        return params -> {
            var answer = answers.get(params.text(0, "function"));
            return answer == null ? otherwise.answer(params) : Hex.of(answer);
        };
    }

    /** Has a function of a runtime API answer this. */
    void answer(String api, String method, ScaleValue value) {
        var codec = metadata.api(api, method);
        answerBytes(codec.name(), codec.encodeOutput(value));
    }

    /** Has a function of a runtime API answer these bytes. */
    void answerBytes(String function, byte[] bytes) {
        instead("state_call", answering(Map.of(function, bytes), this::call));
    }
}
