package io.assay.ingest.bucket;

import io.assay.chain.BucketCommitment;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Connections to miners' buckets, one for each pair of keys. */
public final class MinerStores implements AutoCloseable {
    private final String endpoint;
    private final String region;
    private final Map<StoreAddress, ObjectStore> stores = new ConcurrentHashMap<>();

    /**
     * Stores at an endpoint.
     *
     * @param endpoint of the S3 service; {@code {bucket}} in it stands for the bucket's name, as R2 has it
     */
    public MinerStores(String endpoint, String region) {
        this.endpoint = endpoint;
        this.region = region;
    }

    ObjectStore of(BucketCommitment commitment) {
        var uri = URI.create(endpoint.replace("{bucket}", commitment.bucket()));
        var address = new StoreAddress(uri, region, commitment.accessKeyId(), commitment.secretAccessKey());
        return stores.computeIfAbsent(address, ObjectStore::connect);
    }

    @Override
    public void close() {
        stores.values().forEach(ObjectStore::close);
    }
}
