package io.assay.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.assay.containers.ComposeFile.Service;
import io.assay.localnet.part.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** docker-compose.yml and what belongs to it agree with the services, without an engine that would run it. */
class ComposeFileTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private String text;

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(ROOT.resolve("docker-compose.yml"));
    }

    private static List<String> faults(String file, Map<String, String> given) {
        return new ComposeRules(ROOT, ComposeFile.read(file, given)).faults();
    }

    private static Map<String, String> example() throws IOException {
        var given = new LinkedHashMap<String, String>();
        for (var line : Files.readAllLines(ROOT.resolve(".env.example"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                var parts = line.split("=", 2);
                given.put(parts[0], parts[1]);
            }
        }
        return given;
    }

    @Test
    void isSoundByItselfAndWithTheExample() throws IOException {
        assertThat(faults(text, Map.of())).isEmpty();
        assertThat(faults(text, example())).isEmpty();
    }

    @Test
    void hasEveryPartAndTheLocalnetByProfile() {
        var services = ComposeFile.read(text, Map.of()).services();
        assertThat(services.keySet())
                .containsAll(AssayServices.NAMES)
                .contains("kafka", "store", "kafka-ui", "prometheus", "grafana");
        services.forEach((name, service) -> assertThat(service.list("profiles"))
                .isEqualTo(List.of("chain-node", "miners").contains(name) ? List.of("localnet") : List.of()));
    }

    /** A fault of each kind is found, so that the absence of faults says something. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ASSAY_INGEST_SPOOLDIRECTORY            | ASSAY_INGEST_SPOOLFOLDER               | ASSAY_INGEST_SPOOLFOLDER is no setting
            127.0.0.1:7423:7423                    | 127.0.0.1:7423:7424                    | are not the service's
            127.0.0.1:9090:9090                    | 9090:9090                              | not of this host alone
            apache/kafka:4.2.2                     | apache/kafka:latest                    | no fixed version
            grafana/grafana:12.1.0                 | grafana/grafana                        | no fixed version
            prometheus.yml:/etc                    | prometheuss.yml:/etc                   | has no source
            kafka:/var/lib                         | broker:/var/lib                        | has no source
            prometheus: {condition: service_healthy} | prometheus: {condition: service_started} | to be healthy
            prometheus: {condition: service_healthy} | prometheos: {condition: service_healthy} | which is not there
            read_only: true                        | read_only: false                       | can be written
            cap_drop: [ALL]                        | cap_drop: []                           | more privileges
            mem_limit: ${RATING_MEMORY:-1g}        | mem_swappiness: 0                      | memory has no limit
            test: [CMD, health]                    | disable: true                          | no health check
            """)
    void findsWhatIsWrong(String right, String wrong, String fault) {
        assertThat(text).contains(right);
        assertThat(faults(text.replace(right, wrong), Map.of())).anyMatch(found -> found.contains(fault));
    }

    @Test
    void everyVariableHasADefaultAndTheExampleNamesNoOther() throws IOException {
        var variables = ComposeFile.read(text, Map.of()).variables();
        for (var variable : variables) {
            assertThat(text).contains("${" + variable + ":-").doesNotContain("${" + variable + "}");
        }
        assertThat(variables)
                .containsAll(example().keySet().stream()
                        .filter(name -> !name.equals("COMPOSE_PROFILES"))
                        .toList());
    }

    @Test
    void theStoreTakesTheKeysThatItIsGiven() throws IOException {
        for (var given : List.of(Map.<String, String>of(), example())) {
            var environment = new HashMap<String, String>();
            Objects.requireNonNull(ComposeFile.read(text, given).services().get("store"))
                    .map("environment")
                    .forEach((name, value) -> environment.put(name, value.toString()));
            assertThatNoException().isThrownBy(() -> StoreKeys.of(environment));
        }
    }

    @Test
    void prometheusScrapesEveryServiceWhereItIs() throws IOException {
        var file = Files.readString(ROOT.resolve("deploy/observability/prometheus.yml"));
        for (var service : AssayServices.NAMES) {
            assertThat(file).contains("\"" + service + ":" + AssayServices.managementPort(service) + "\"");
        }
    }

    @Test
    void grafanaIsToldOfThePrometheusThatThereIs() throws IOException {
        Map<String, List<Map<String, Object>>> sources = new Yaml()
                .load(Files.readString(ROOT.resolve("deploy/observability/grafana/datasources/prometheus.yml"))
                        .replace("apiVersion: 1\n", ""));
        assertThat(Objects.requireNonNull(sources.get("datasources")).getFirst())
                .containsEntry("type", "prometheus")
                .containsEntry("url", "http://prometheus:9090");
    }

    @Test
    void theImageKnowsEachServicesPortAndSettings() throws IOException {
        var layout = Files.readString(ROOT.resolve("deploy/docker/layout.sh"));
        var all = new HashMap<String, String>();
        for (var service : AssayServices.NAMES) {
            assertThat(layout).contains(service + ") port=" + AssayServices.managementPort(service));
            AssayServices.variables(service).forEach(variable -> all.put(variable, service));
        }
        for (var file : List.of("Dockerfile", "deploy/docker/evaluation-cuda.Dockerfile")) {
            assertThat(found("ASSAY_[A-Z0-9]+_[A-Z0-9]+", Files.readString(ROOT.resolve(file))))
                    .isNotEmpty()
                    .isSubsetOf(all.keySet());
        }
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void bothDockerfilesLinkTheSameRuntime() throws IOException {
        var modules = "--add-modules (?s)(.*?)\n\n";
        assertThat(found(modules, Files.readString(ROOT.resolve("deploy/docker/evaluation-cuda.Dockerfile"))))
                .hasSize(1)
                .isEqualTo(found(modules, Files.readString(ROOT.resolve("Dockerfile"))));
    }

    /** By its own program, which needs no engine for that. */
    @ParameterizedTest
    @ValueSource(strings = {"/dev/null", ".env.example"})
    void dockerComposeAcceptsIt(String environment) throws Exception {
        if (run("version") != 0) {
            System.err.println("docker-compose.yml is not shown to docker compose: it is not installed");
            Assumptions.abort("docker compose is not installed");
        }
        assertThat(run("--env-file", environment, "--profile", "*", "config", "--quiet"))
                .isZero();
    }

    private static int run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("docker", "compose"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException _) {
            return -1;
        }
    }

    @Test
    void theDockerfileIsBuiltWithTheBasesItNames() throws IOException {
        var dockerfile = Files.readString(ROOT.resolve("Dockerfile"));
        for (var service : AssayServices.NAMES) {
            var args = new Service(Objects.requireNonNull(
                                    ComposeFile.read(text, Map.of()).services().get(service))
                            .map("build"))
                    .map("args");
            assertThat(args).containsEntry("SERVICE", service);
            for (var base : List.of("BUILD_IMAGE", "RUN_IMAGE", "JARS")) {
                assertThat(dockerfile).contains("ARG " + base + "=" + args.get(base) + "\n");
            }
        }
    }

    @Test
    void everyCommandIsOneOfAssays() throws IOException {
        var script = Files.readString(ROOT.resolve("assay"));
        var tools = ComposeFile.read(text, Map.of()).services().values().stream()
                .filter(service -> service.text("image").startsWith("assay/tools:"))
                .map(service -> service.list("command").getFirst())
                .toList();
        assertThat(tools)
                .contains("store", "chain-node", "miners")
                .allSatisfy(command -> assertThat(script).contains("    " + command + ") run "));
    }
}
