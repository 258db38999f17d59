package io.assay.embedded;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 endpoint whose buckets are folders and whose objects are files of a directory. One pair of keys
 * opens all buckets. LastModified has whole seconds and is the file's.
 */
public final class EmbeddedS3 implements AutoCloseable {
    private final S3Proxy proxy;
    private final URI endpoint;

    private EmbeddedS3(S3Proxy proxy, URI endpoint) {
        this.proxy = proxy;
        this.endpoint = endpoint;
    }

    /**
     * Starts the store on loopback.
     *
     * @param directory holds the buckets; made when it is not there
     * @param port on loopback, 0 for any free one
     * @throws IllegalStateException when the port is taken
     */
    public static EmbeddedS3 start(Path directory, int port, String accessKeyId, String secretAccessKey) {
        return start(
                directory, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), accessKeyId, secretAccessKey);
    }

    /**
     * Starts the store. Whoever has the keys may do everything, and nothing is encrypted on the way.
     *
     * @param directory holds the buckets; made when it is not there
     * @param address to listen on; port 0 for any free one
     * @throws IllegalStateException when the address cannot be had
     */
    public static EmbeddedS3 start(
            Path directory, InetSocketAddress address, String accessKeyId, String secretAccessKey) {
        try {
            Files.createDirectories(directory);
            var store = new FilesystemNio2BlobStore(directory.toAbsolutePath().toString());
            var proxy = S3Proxy.builder()
                    .blobStore(store)
                    .endpoint(uri(address.getAddress(), address.getPort()))
                    .awsAuthentication(AuthenticationType.AWS_V4, accessKeyId, secretAccessKey)
                    .ignoreUnknownHeaders(true)
                    .jettyMaxThreads(64)
                    .build();
            proxy.setBlobStoreLocator((_, _, _) -> new AccessGrant(secretAccessKey, store));
            startOrStop(proxy);
            return new EmbeddedS3(proxy, uri(reachable(address.getAddress()), proxy.getPort()));
        } catch (FileAlreadyExistsException e) {
            throw new UncheckedIOException("cannot use " + directory + " as an S3 store: it is no directory", e);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the S3 store does not start on port " + address.getPort() + " in " + directory + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static InetAddress reachable(InetAddress listening) {
        return listening.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : listening;
    }

    private static URI uri(InetAddress address, int port) {
        var host = address.getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    private static void startOrStop(S3Proxy proxy) throws Exception {
        try {
            proxy.start();
        } catch (Exception e) {
            proxy.stop();
            throw e;
        }
    }

    /** Where clients on this machine reach it, by path-style requests. */
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 store does not stop: " + e.getMessage(), e);
        }
    }
}
