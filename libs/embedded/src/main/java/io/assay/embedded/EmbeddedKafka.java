package io.assay.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka node, broker and controller in one (KRaft), listening on loopback. Started again on the same directory it
 * has its topics, offsets and transactions back.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int NODE = 1;

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and waits until it serves.
     *
     * @param directory its log; made and formatted when it is not there
     * @param port on loopback, 0 for any free one
     * @throws IllegalStateException when the port is taken, or the directory is another broker's or cannot be used
     */
    public static EmbeddedKafka start(Path directory, int port) {
        // Both are asked for before the broker is: one that cannot start takes minutes to give up.
        var brokerPort = freePort(port);
        requireUnused(directory);
        var properties = properties(directory, brokerPort, freePort(0));
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(directory);
        }
        return new EmbeddedKafka(started(properties, directory, brokerPort), brokerPort);
    }

    private static KafkaRaftServer started(Properties properties, Path directory, int port) {
        try {
            var server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
            startOrStop(server);
            return server;
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "the Kafka broker does not start on port " + port + " in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static void startOrStop(KafkaRaftServer server) {
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    /** {@code host:port} for clients. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Stops the broker; its threads are not daemons, so that a JVM without this call does not end. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path directory) {
        try {
            Files.createDirectories(directory);
            new Formatter()
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format a Kafka log in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static Properties properties(Path directory, int brokerPort, int controllerPort) {
        var properties = new Properties();
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE),
                "controller.quorum.voters",
                NODE + "@127.0.0.1:" + controllerPort,
                "listeners",
                "CLIENT://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                "CLIENT://127.0.0.1:" + brokerPort,
                "inter.broker.listener.name",
                "CLIENT",
                "controller.listener.names",
                "CONTROLLER",
                "listener.security.protocol.map",
                "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs",
                directory.toString()));
        properties.putAll(oneNode());
        properties.putAll(promptGroups());
        // After kill -9 the node waits for the session of its former self to end before it serves; by default 9 s.
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("broker.session.timeout.ms", "3000");
        // A member killed in the middle of a transaction holds up its readers until this has looked; by default every
        // 10 s.
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        return properties;
    }

    private static Map<String, String> oneNode() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "4",
                "auto.create.topics.enable", "false",
                "message.max.bytes", Integer.toString(16 << 20));
    }

    /**
     * Without these a group's first records take seconds, and after kill -9 the members that are gone keep their
     * partitions for 45 seconds.
     */
    private static Map<String, String> promptGroups() {
        var settings = new HashMap<String, String>();
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.streams.initial.rebalance.delay.ms", "0");
        for (var kind : List.of("consumer", "share", "streams")) {
            settings.put("group." + kind + ".min.heartbeat.interval.ms", "500");
            settings.put("group." + kind + ".heartbeat.interval.ms", "500");
            settings.put("group." + kind + ".min.session.timeout.ms", "1000");
            settings.put("group." + kind + ".session.timeout.ms", "5000");
        }
        return settings;
    }

    /** Kafka locks this file of its directory for as long as it runs. */
    private static void requireUnused(Path directory) {
        var file = directory.resolve(".lock");
        if (!Files.exists(file)) {
            return;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) {
                throw inUse(directory);
            }
        } catch (OverlappingFileLockException _) {
            throw inUse(directory);
        } catch (IOException e) {
            throw new IllegalStateException("cannot use " + directory + " as a Kafka log: " + e.getMessage(), e);
        }
    }

    private static IllegalStateException inUse(Path directory) {
        return new IllegalStateException(
                "the directory " + directory + " is in use by another Kafka broker: choose another one, or stop it");
    }

    private static int freePort(int wanted) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "port " + wanted + " on loopback is taken: choose another one, or 0 for any (" + e.getMessage()
                            + ")",
                    e);
        }
    }
}
