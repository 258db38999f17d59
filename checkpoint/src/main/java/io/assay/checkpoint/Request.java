package io.assay.checkpoint;

import io.assay.command.Arguments;
import io.assay.command.UsageException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for; its text has no secret.
 *
 * @param directory where the files go; absent if only the windows are asked for
 * @param window absent: the newest
 */
record Request(
        URI endpoint,
        String region,
        String bucket,
        int netuid,
        @Nullable Path directory,
        @Nullable Long window,
        String accessKeyId,
        String secretAccessKey) {
    private static final Set<String> VALUED =
            Set.of("--endpoint", "--region", "--bucket", "--netuid", "--to", "--window");

    /** @throws UsageException naming what is wrong, and what to do about it */
    static Request parse(List<String> words, Map<String, String> environment) {
        var arguments = Arguments.parse(words, VALUED, Set.of("--list"));
        var listed = arguments.exactlyOne(Set.of("--to", "--list")).equals("--list");
        if (listed && arguments.has("--window")) {
            throw new UsageException("--window goes with --to only");
        }
        arguments.required("--netuid");
        return new Request(
                endpoint(arguments.required("--endpoint")),
                value(arguments, "--region", "auto"),
                value(arguments, "--bucket", "assay"),
                Math.toIntExact(present(arguments.number("--netuid", 0, 65_535))),
                listed ? null : Path.of(arguments.required("--to")),
                arguments.number("--window", 0, 999_999_999_999L),
                key(environment, "ASSAY_S3_ACCESSKEYID"),
                key(environment, "ASSAY_S3_SECRETACCESSKEY"));
    }

    @Override
    public String toString() {
        return "Request[" + endpoint + "/" + bucket + ", subnet " + netuid + ", window " + window + "]";
    }

    private static long present(@Nullable Long number) {
        if (number == null) {
            throw new UsageException("--netuid is missing");
        }
        return number;
    }

    private static String value(Arguments arguments, String name, String byDefault) {
        var given = arguments.value(name);
        return given == null ? byDefault : given;
    }

    private static URI endpoint(String text) {
        try {
            var uri = URI.create(text);
            if (uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // refused below, with what is allowed
        }
        throw new UsageException("--endpoint is " + text + ", allowed: http://HOST:PORT or https://HOST");
    }

    private static String key(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new UsageException("the environment has no " + name + ": set it to a key that may read the bucket");
        }
        return value;
    }
}
