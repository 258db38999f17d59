package io.assay.chain.substrate;

import io.assay.chain.BucketCommitment;
import io.assay.chain.type.ScaleValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Bucket commitments by uid. */
final class Buckets {
    private Buckets() {}

    /**
     * Who has committed to a bucket.
     *
     * @param accounts by uid
     */
    static List<Optional<BucketCommitment>> of(SubnetSnapshot subnet, List<ScaleValue> accounts) {
        var items = accounts.stream()
                .map(account -> subnet.storage().item("Commitments", "CommitmentOf", subnet.id(), account))
                .toList();
        var values = subnet.read(items);
        return items.stream()
                .map(item ->
                        values.find(item).flatMap(commitment -> subnet.decode(item.name(), () -> bucket(commitment))))
                .toList();
    }

    /** Of the fields, which may hold anything, the first that is a bucket. */
    private static Optional<BucketCommitment> bucket(ScaleValue commitment) {
        return commitment.field("info").field("fields").items().stream()
                .map(ScaleValue::asVariant)
                .filter(field -> field.name().equals("Raw" + BucketCommitment.LENGTH))
                .map(field -> field.only().asBytes())
                .flatMap(bytes -> parse(bytes).stream())
                .findFirst();
    }

    private static Optional<BucketCommitment> parse(byte[] text) {
        try {
            return Optional.of(BucketCommitment.parse(new String(text, StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
