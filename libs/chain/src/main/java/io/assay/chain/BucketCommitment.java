package io.assay.chain;

import java.util.regex.Pattern;

/**
 * A miner's bucket as it stands on the chain for all to read: 128 printable ASCII characters, 32 of the bucket's name
 * (the account id with R2), 32 of the access key's id, 64 of the secret access key, which must grant reading only.
 *
 * @param bucket 32 characters
 * @param accessKeyId 32 characters
 * @param secretAccessKey 64 characters; public on the chain, and still kept out of every log
 */
public record BucketCommitment(String bucket, String accessKeyId, String secretAccessKey) {
    /** Characters of an encoded commitment. */
    public static final int LENGTH = 128;

    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]*");

    public BucketCommitment {
        require("bucket", bucket, 32);
        require("accessKeyId", accessKeyId, 32);
        require("secretAccessKey", secretAccessKey, 64);
    }

    /**
     * Reads a commitment.
     *
     * @throws IllegalArgumentException naming the part, its length and what is allowed; never its content
     */
    public static BucketCommitment parse(String text) {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("a bucket commitment has " + text.length() + " characters, allowed: "
                    + LENGTH + " (bucket 32, access key id 32, secret access key 64)");
        }
        return new BucketCommitment(text.substring(0, 32), text.substring(32, 64), text.substring(64));
    }

    /** The 128 characters that {@link #parse} reads. */
    public String encode() {
        return bucket + accessKeyId + secretAccessKey;
    }

    @Override
    public String toString() {
        return "BucketCommitment[bucket=" + bucket + ", accessKeyId=" + accessKeyId + ", secretAccessKey=***]";
    }

    private static void require(String part, String value, int length) {
        if (value.length() != length || !PRINTABLE.matcher(value).matches()) {
            throw new IllegalArgumentException(part + " of a bucket commitment has " + value.length()
                    + " characters, allowed: " + length + " printable ASCII characters without blanks");
        }
    }
}
