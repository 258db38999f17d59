package io.assay.ingest.bucket;

import io.assay.chain.BucketCommitment;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.s3.StoreConnections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stores of miners' buckets, opened by the keys of their commitments; one for each uid. */
public final class MinerStores implements AutoCloseable {
    private final StoreConnections connections;
    private final BucketEndpoint endpoint;
    private final String region;
    private final Map<Integer, Opened> opened = new ConcurrentHashMap<>();

    /**
     * Stores at an endpoint.
     *
     * @param connections that all share; stay open
     * @param region as the S3 service wants it signed
     */
    public MinerStores(StoreConnections connections, BucketEndpoint endpoint, String region) {
        this.connections = connections;
        this.endpoint = endpoint;
        this.region = region;
    }

    ObjectStore of(Bucket peer) throws UnusableBucketException {
        var commitment = peer.commitment();
        var uri = endpoint.of(commitment.bucket());
        return opened.compute(peer.uid(), (_, before) -> {
                    if (before != null && before.commitment().equals(commitment)) {
                        return before;
                    }
                    if (before != null) {
                        before.store().close();
                    }
                    return new Opened(
                            commitment,
                            connections.to(new StoreAddress(
                                    uri, region, commitment.accessKeyId(), commitment.secretAccessKey())));
                })
                .store();
    }

    private record Opened(BucketCommitment commitment, ObjectStore store) {}

    @Override
    public void close() {
        opened.values().forEach(each -> each.store().close());
    }
}
