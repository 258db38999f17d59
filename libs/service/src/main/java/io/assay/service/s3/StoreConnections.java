package io.assay.service.s3;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/**
 * Connections to the stores of strangers: threads and sockets are shared by all of them, so that hundreds cost no more
 * than a few. Redirects are not followed, the texts of errors are bounded, and nothing is repeated: that is the caller's.
 */
public final class StoreConnections implements AutoCloseable {
    private static final int IO_THREADS = 2;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final EventLoopGroup loops;
    private final SdkAsyncHttpClient http;
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stores-timer").factory());
    private final ExecutorService completions = Executors.newVirtualThreadPerTaskExecutor();

    @SuppressWarnings("deprecation") // The SDK finds the channels of this kind of group only.
    private StoreConnections(int most, Predicate<InetAddress> allowed) {
        loops = new NioEventLoopGroup(IO_THREADS, new DefaultThreadFactory("stores", true));
        http = NettyNioAsyncHttpClient.builder()
                .eventLoopGroup(SdkEventLoopGroup.create(loops, () -> new GuardedChannel(allowed)))
                .maxConcurrency(most)
                .maxPendingConnectionAcquires(100 * most)
                .connectionTimeout(CONNECT)
                .connectionMaxIdleTime(IDLE)
                .build();
    }

    /**
     * Opens no connection yet.
     *
     * @param most connections to one host
     * @param privateAllowed whether addresses that are not of the public Internet may be connected to
     */
    public static StoreConnections of(int most, boolean privateAllowed) {
        return new StoreConnections(most, privateAllowed ? _ -> true : PublicAddresses::contain);
    }

    /** A store reached by these connections; it is closed with them. */
    public ObjectStore to(StoreAddress address) {
        return new ObjectStore(ObjectStore.builder(address)
                .httpClient(http)
                .overrideConfiguration(config -> config.scheduledExecutorService(timers)
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new BoundedErrors()))
                .asyncConfiguration(config ->
                        config.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, completions))
                .build());
    }

    @Override
    public void close() {
        http.close();
        // With a quiet while: connections are given back by tasks of these threads.
        loops.shutdownGracefully(100, 1000, TimeUnit.MILLISECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        timers.shutdownNow();
        completions.shutdown();
    }
}
