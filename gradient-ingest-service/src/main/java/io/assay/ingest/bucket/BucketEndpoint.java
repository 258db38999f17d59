package io.assay.ingest.bucket;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where the buckets of miners are.
 *
 * @param template an http address; {@code {bucket}} in it stands for the bucket's name, as R2 has it
 */
public record BucketEndpoint(String template) {
    private static final String PLACE = "{bucket}";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /**
     * The endpoint of a bucket. Whatever a miner writes onto the chain, it stays a name below the configured one.
     *
     * @throws UnusableBucketException if the name is none of a bucket
     */
    URI of(String bucket) throws UnusableBucketException {
        if (!NAME.matcher(bucket).matches()) {
            throw new UnusableBucketException("lower-case letters, digits, dots and hyphens");
        }
        if (!template.contains(PLACE)) {
            return URI.create(template);
        }
        if (!LABEL.matcher(bucket).matches()) {
            throw new UnusableBucketException(
                    "lower-case letters, digits and hyphens, as it is part of the address " + template);
        }
        return URI.create(template.replace(PLACE, bucket));
    }
}
