package io.assay.localnet.part;

import io.assay.embedded.EmbeddedKafka;
import io.assay.embedded.EmbeddedS3;
import io.assay.service.s3.StoreAddress;
import io.assay.service.settings.KafkaSettings;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the services and miners talk to: broker, store, chain. */
public final class Servers implements AutoCloseable {
    private static final String REGION = "auto";

    private final EmbeddedKafka broker;
    private final EmbeddedS3 store;
    private final LocalChain chain;
    private final Keys keys;

    private Servers(EmbeddedKafka broker, EmbeddedS3 store, LocalChain chain, Keys keys) {
        this.broker = broker;
        this.store = store;
        this.chain = chain;
        this.keys = keys;
    }

    /** Starts them on a data directory; the chain makes no blocks yet. */
    public static Servers start(Ports ports, DataDirectory data, Keys keys, LocalSubnet subnet) {
        var store = CompletableFuture.supplyAsync(
                () -> EmbeddedS3.start(data.of("s3"), ports.s3(), keys.accessKeyId(), keys.secretAccessKey()));
        var broker = EmbeddedKafka.start(data.of("kafka"), ports.kafka());
        try {
            var chain = LocalChain.open(data.of("chain"), subnet, ports.chain());
            return new Servers(broker, store.join(), chain, keys);
        } catch (RuntimeException e) {
            // Its threads are not daemons: the process would not end.
            broker.close();
            throw e;
        }
    }

    /** The chain. */
    public LocalChain chain() {
        return chain;
    }

    /** How clients reach the broker. */
    public KafkaSettings kafka() {
        return new KafkaSettings(broker.bootstrapServers(), (short) 1);
    }

    /** How clients reach the store. */
    public StoreAddress store() {
        return new StoreAddress(store.endpoint(), REGION, keys.accessKeyId(), keys.secretAccessKey());
    }

    /** Where the servers are, as the services' settings have it. */
    public List<String> settings(String bucket) {
        return List.of(
                "--assay.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--assay.s3.endpoint=" + store.endpoint(),
                "--assay.s3.region=" + REGION,
                "--assay.s3.bucket=" + bucket,
                "--assay.s3.access-key-id=" + keys.accessKeyId(),
                "--assay.s3.secret-access-key=" + keys.secretAccessKey(),
                "--assay.chain.endpoints=" + chain.uri(),
                "--assay.ingest.bucket-endpoint=" + store.endpoint(),
                "--assay.ingest.private-addresses=true");
    }

    @Override
    public void close() {
        chain.close();
        store.close();
        broker.close();
    }
}
