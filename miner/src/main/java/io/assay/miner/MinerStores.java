package io.assay.miner;

import io.assay.chain.BucketCommitment;
import io.assay.protocol.Checks;
import io.assay.service.s3.ObjectStore;
import java.util.Objects;
import java.util.function.Function;

/**
 * The buckets a miner sees, each with the keys that open it. Closed by whoever opened them.
 *
 * @param own opens the miner's own bucket for writing
 * @param validator opens the validator's bucket for reading
 * @param validatorBucket has checkpoints and aggregates
 * @param peers opens another miner's bucket with the keys of its commitment
 */
public record MinerStores(
        ObjectStore own, ObjectStore validator, String validatorBucket, Function<BucketCommitment, ObjectStore> peers) {
    public MinerStores {
        Objects.requireNonNull(own, "own");
        Objects.requireNonNull(validator, "validator");
        Checks.text("validatorBucket", validatorBucket, 63);
        Objects.requireNonNull(peers, "peers");
    }

    /** One store whose keys open all buckets, as in a localnet. */
    public static MinerStores one(ObjectStore store, String validatorBucket) {
        return new MinerStores(store, store, validatorBucket, _ -> store);
    }
}
