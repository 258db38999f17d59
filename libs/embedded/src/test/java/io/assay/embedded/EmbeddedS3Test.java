package io.assay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Timeout(60)
class EmbeddedS3Test {
    private static final String KEY_ID = "local-key";
    private static final String SECRET = "local-secret";

    @TempDir
    Path directory;

    @Test
    void keepsObjectsOverARestart() {
        try (var store = start();
                var client = client(store, SECRET)) {
            put(client, "kept", _ -> {});
        }
        try (var store = start();
                var client = client(store, SECRET)) {
            assertThat(get(client, _ -> {}).asUtf8String()).isEqualTo("kept");
        }
    }

    @Test
    void tellsWholeSecondsThatTheFileDecides() throws Exception {
        try (var store = start();
                var client = client(store, SECRET)) {
            put(client, "old", _ -> {});
            var now = head(client).lastModified();
            assertThat(now).isEqualTo(now.truncatedTo(ChronoUnit.SECONDS));
            Files.setLastModifiedTime(
                    directory.resolve("bucket/a/key"), FileTime.from(Instant.parse("2026-03-01T12:00:00.999Z")));
            assertThat(head(client).lastModified()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
            assertThat(get(client, _ -> {}).response().lastModified()).isEqualTo("2026-03-01T12:00:00Z");
        }
    }

    @Test
    void refusesASecondPutWithIfNoneMatch() {
        try (var store = start();
                var client = client(store, SECRET)) {
            put(client, "first", request -> request.ifNoneMatch("*"));
            refuses(412, () -> put(client, "second", request -> request.ifNoneMatch("*")));
            assertThat(get(client, _ -> {}).asUtf8String()).isEqualTo("first");
        }
    }

    @Test
    void readsOnlyTheVersionAskedFor() {
        try (var store = start();
                var client = client(store, SECRET)) {
            put(client, "first", _ -> {});
            var etag = head(client).eTag();
            assertThat(get(client, request -> request.ifMatch(etag)).asUtf8String())
                    .isEqualTo("first");
            put(client, "second", _ -> {});
            refuses(412, () -> get(client, request -> request.ifMatch(etag)));
        }
    }

    @Test
    void refusesAWrongSecret() {
        try (var store = start();
                var client = client(store, "wrong")) {
            refuses(403, () -> get(client, _ -> {}));
        }
    }

    @Test
    void namesAPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> EmbeddedS3.start(directory, taken.getLocalPort(), KEY_ID, SECRET))
                    .withMessageContaining("does not start on port " + taken.getLocalPort());
        }
    }

    private EmbeddedS3 start() {
        return EmbeddedS3.start(directory, 0, KEY_ID, SECRET);
    }

    private static S3AsyncClient client(EmbeddedS3 store, String secret) {
        var client = S3AsyncClient.builder()
                .endpointOverride(store.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY_ID, secret)))
                .build();
        if (secret.equals(SECRET)) {
            client.createBucket(request -> request.bucket("bucket"))
                    .handle((_, _) -> "made or there")
                    .join();
        }
        return client;
    }

    private static void put(S3AsyncClient client, String content, Consumer<PutObjectRequest.Builder> more) {
        var request = PutObjectRequest.builder().bucket("bucket").key("a/key");
        more.accept(request);
        client.putObject(request.build(), AsyncRequestBody.fromString(content)).join();
    }

    private static ResponseBytes<GetObjectResponse> get(S3AsyncClient client, Consumer<GetObjectRequest.Builder> more) {
        var request = GetObjectRequest.builder().bucket("bucket").key("a/key");
        more.accept(request);
        return client.getObject(request.build(), AsyncResponseTransformer.toBytes())
                .join();
    }

    private static HeadObjectResponse head(S3AsyncClient client) {
        return client.headObject(request -> request.bucket("bucket").key("a/key"))
                .join();
    }

    private static void refuses(int status, ThrowingCallable call) {
        assertThatExceptionOfType(java.util.concurrent.CompletionException.class)
                .isThrownBy(call)
                .havingCause()
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status));
    }
}
