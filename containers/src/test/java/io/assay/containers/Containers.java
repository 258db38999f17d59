package io.assay.containers;

import com.github.dockerjava.api.model.PortBinding;
import io.assay.localnet.part.Keys;
import io.assay.localnet.part.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** Broker, store, chain and miners in containers of a network of their own, reached at a localnet's ports. */
final class Containers implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final int BROKER_SECONDS = 60;
    private static final String MINERS = "honest=1,noise=1";

    private final Network network = Network.newNetwork();
    private final GenericContainer<?> kafka;
    private final GenericContainer<?> store;
    private final GenericContainer<?> chain;
    private final GenericContainer<?> miners;

    Containers(Ports ports, Keys keys, String hparams) {
        kafka = at(named(Images.kafka(), "kafka"), ports.kafka(), 9094)
                .withEnv(broker(ports.kafka()))
                .waitingFor(Wait.forListeningPort().withStartupTimeout(START));
        var storeKeys = Map.of(
                "ASSAY_HEAP", "256m",
                "ASSAY_S3_ACCESSKEYID", keys.accessKeyId(),
                "ASSAY_S3_SECRETACCESSKEY", keys.secretAccessKey());
        store = at(named(Images.TOOLS, "store"), ports.s3(), 7402)
                .withEnv(storeKeys)
                .withCommand("store", "--data", "/data", "--listen", "0.0.0.0")
                .waitingFor(Wait.forHttp("/healthz").withStartupTimeout(START));
        chain = at(named(Images.TOOLS, "chain-node"), ports.chain(), 7403)
                .withEnv("ASSAY_HEAP", "256m")
                .withCopyFileToContainer(MountableFile.forHostPath(hparams), "/config/hparams.json")
                .withCommand(
                        "chain-node",
                        "--data",
                        "/data",
                        "--hparams",
                        "/config/hparams.json",
                        "--miners",
                        MINERS,
                        "--listen",
                        "0.0.0.0")
                .waitingFor(Wait.forListeningPort().withStartupTimeout(START));
        miners = named(Images.TOOLS, "miners")
                .withEnv(storeKeys)
                .withEnv("ASSAY_HEAP", "512m")
                .withCopyFileToContainer(MountableFile.forHostPath(hparams), "/config/hparams.json")
                .withCommand(
                        "miners",
                        "--hparams",
                        "/config/hparams.json",
                        "--miners",
                        MINERS,
                        "--chain",
                        "ws://chain-node:7403",
                        "--kafka",
                        "kafka:9092",
                        "--store",
                        "http://store:7402")
                .waitingFor(Wait.forLogMessage("miners .*", 1).withStartupTimeout(START));
    }

    private static Map<String, String> broker(int port) {
        return Map.ofEntries(
                Map.entry("KAFKA_HEAP_OPTS", "-Xmx512m"),
                Map.entry("KAFKA_NODE_ID", "1"),
                Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
                Map.entry("KAFKA_LISTENERS", "CLIENT://:9092,HOST://:9094,CONTROLLER://:9093"),
                Map.entry("KAFKA_ADVERTISED_LISTENERS", "CLIENT://kafka:9092,HOST://127.0.0.1:" + port),
                Map.entry(
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CLIENT:PLAINTEXT,HOST:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "CLIENT"),
                Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                Map.entry("KAFKA_LOG_DIRS", "/var/lib/kafka/data"),
                Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
                Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1"),
                Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1"),
                Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                Map.entry("KAFKA_MESSAGE_MAX_BYTES", "16777216"));
    }

    private GenericContainer<?> named(String image, String alias) {
        return new GenericContainer<>(image).withNetwork(network).withNetworkAliases(alias);
    }

    /** Clients are told the port by the broker, so that it must be known before. */
    private static GenericContainer<?> at(GenericContainer<?> container, int port, int inside) {
        return container
                .withExposedPorts(inside)
                .withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                        .withPortBindings(PortBinding.parse("127.0.0.1:" + port + ":" + inside)));
    }

    /** What services need; the miners come when these are ready. */
    Containers start() {
        Stream.of(kafka, store, chain).parallel().forEach(GenericContainer::start);
        return this;
    }

    void mine() {
        miners.start();
    }

    /** Stops the broker as an operator would, and starts it on what it has kept. */
    void restartBroker() {
        DockerClientFactory.lazyClient()
                .restartContainerCmd(kafka.getContainerId())
                .withTimeout(BROKER_SECONDS)
                .exec();
    }

    @Override
    public void close() {
        List.of(miners, chain, store, kafka).forEach(GenericContainer::stop);
        network.close();
    }
}
