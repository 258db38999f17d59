package io.assay.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.embedded.EmbeddedS3;
import io.assay.embedded.RoughRoute;
import io.assay.gradient.DctCodec;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientMetadata;
import io.assay.gradient.SafetensorsGradient;
import io.assay.ingest.bucket.Bucket;
import io.assay.ingest.bucket.BucketEndpoint;
import io.assay.ingest.bucket.MinerStores;
import io.assay.ingest.bucket.ReadingTerms;
import io.assay.ingest.bucket.Spool;
import io.assay.ingest.bucket.UploadReader;
import io.assay.ingest.core.ChainBlock;
import io.assay.ingest.core.SketchKeys;
import io.assay.ingest.core.WindowEnd;
import io.assay.protocol.ObjectKeys;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.protocol.sketch.WindowKey;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.s3.StoreConnections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Miners' buckets on a real store, one window that has just closed, and a reader that reaches the buckets by a way on
 * which a test decides how requests fare.
 */
public final class TestBuckets implements AutoCloseable {
    public static final String OWN = "assay-own";
    public static final long WINDOW = 7;
    public static final Duration DEADLINE = Duration.ofMillis(1500);
    private static final String HASH = "0x" + "5a".repeat(32);
    private static final byte[] SKETCH_SECRET = "a secret for tests".getBytes(UTF_8);
    private static final String DIGEST = "0".repeat(64);

    public final Instant closedAt = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    public final HParams hparams = hparams();
    public final GradientLayout layout = GradientLayout.of(hparams);
    public final SketchKeys keys = SketchKeys.of(SKETCH_SECRET);
    public final List<String> requests = new CopyOnWriteArrayList<>();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final Path spool;
    private final Path objects;
    private final EmbeddedS3 s3;
    private final RoughRoute route;
    private final ObjectStore store;
    private final StoreConnections connections = StoreConnections.of(64, true);
    private volatile RoughRoute.Guide guide = (_, _) -> new RoughRoute.Fate.Passes();

    public TestBuckets(Path directory, int miners) throws IOException {
        objects = directory.resolve("s3");
        spool = directory.resolve("spool");
        s3 = EmbeddedS3.start(objects, 0, TestSubnet.KEY_ID, TestSubnet.SECRET);
        route = RoughRoute.to(s3.endpoint(), this::fate);
        store = ObjectStore.connect(address());
        store.createBucket(OWN).block();
        for (var uid = 0; uid < miners; uid++) {
            store.createBucket(bucket(uid).commitment().bucket()).block();
        }
    }

    private RoughRoute.Fate fate(String method, String path) {
        requests.add(method + " " + path);
        return guide.of(method, path);
    }

    private StoreAddress address() {
        return new StoreAddress(s3.endpoint(), "auto", TestSubnet.KEY_ID, TestSubnet.SECRET);
    }

    /** How requests fare from now on. */
    public void guide(RoughRoute.Guide how) {
        guide = how;
    }

    public ObjectStore store() {
        return store;
    }

    public String endpoint() {
        return route.endpoint().toString();
    }

    public UploadReader reader() {
        return reader(store, endpoint(), connections, null);
    }

    public UploadReader reader(
            ObjectStore own, String endpoint, StoreConnections through, @Nullable String templarVersion) {
        var miners = new MinerStores(through, new BucketEndpoint(endpoint), "auto");
        var terms = new ReadingTerms(layout, keys, OWN, DEADLINE, DEADLINE, templarVersion);
        return new UploadReader(miners, own, Spool.open(spool, 4), terms, meters);
    }

    public StoreConnections connections() {
        return connections;
    }

    public static Bucket bucket(int uid) {
        return new Bucket(uid, TestSubnet.hotkey(uid).address(), TestSubnet.bucket(uid));
    }

    /** The window's end with so many miners: uploads count for 10 seconds from now on. */
    public WindowEnd closing(int miners) {
        var roster = IntStream.range(0, miners)
                .mapToObj(uid -> new RosterEntry(uid, bucket(uid).hotkey(), true))
                .toList();
        var drawn = roster.stream().map(RosterEntry::hotkey).sorted().toList();
        var commitment = WindowKey.of(SKETCH_SECRET, 1, WINDOW).commitment();
        var opened =
                new WindowOpened(1, WINDOW, 3, 70, closedAt.minusSeconds(84), roster, drawn, drawn, DIGEST, commitment);
        return WindowEnd.of(hparams, opened, new ChainBlock(80, HASH, closedAt));
    }

    public byte[] gradient(int uid, long seed) {
        var random = new Random(seed);
        var dense = layout.parameters().stream()
                .map(parameter -> values(random, (int) parameter.shape().size()))
                .toList();
        var metadata = new GradientMetadata(WINDOW, uid, bucket(uid).hotkey(), 3, ObjectKeys.VERSION, null);
        return SafetensorsGradient.write(layout, new DctCodec().encode(layout, dense), metadata);
    }

    private static float[] values(Random random, int size) {
        var values = new float[size];
        for (var i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Uploads as a miner does; the store says that it was {@code second} seconds after the window's end. */
    public void upload(int uid, byte[] content, int second) {
        upload(uid, ObjectKeys.gradient(WINDOW, uid), content, second);
    }

    public void upload(int uid, String key, byte[] content, int second) {
        store.put(bucket(uid).commitment().bucket(), key, content).block();
        touch(uid, key, second);
    }

    /** Another time for what is there. */
    public void touch(int uid, String key, int second) {
        try {
            Files.setLastModifiedTime(
                    objects.resolve(bucket(uid).commitment().bucket()).resolve(key),
                    FileTime.from(closedAt.plusSeconds(second)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HParams hparams() {
        try {
            return HParamsJson.overlay(HParamsJson.read(Files.readString(Path.of("..", "hparams.json"))), """
                    {"netuid": 1, "blocks_per_window": 10, "time_window_delta_seconds": 10, "sequence_length": 32,
                     "model": {"vocab_size": 64, "hidden_size": 64, "num_hidden_layers": 1, "num_attention_heads": 2,
                               "num_key_value_heads": 1, "intermediate_size": 128, "max_position_embeddings": 32}}
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        long a = System.nanoTime();
        connections.close();
        long b = System.nanoTime();
        store.close();
        long c = System.nanoTime();
        route.close();
        s3.close();
        long d = System.nanoTime();
        System.err.println("CLOSE " + (b - a) / 1e6 + " " + (c - b) / 1e6 + " " + (d - c) / 1e6);
    }
}
