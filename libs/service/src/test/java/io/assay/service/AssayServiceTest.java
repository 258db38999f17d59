package io.assay.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.embedded.EmbeddedKafka;
import io.assay.service.kafka.KafkaConfiguration;
import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.MechanismConfiguration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Timeout(90)
@ExtendWith(OutputCaptureExtension.class)
class AssayServiceTest {
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(KafkaConfiguration.class)
    static class Tiny {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({KafkaConfiguration.class, MechanismConfiguration.class})
    static class WithParameters {}

    @TempDir
    Path directory;

    @Test
    void runsTwiceInOneJvmUndisturbed() throws Exception {
        try (var kafka = EmbeddedKafka.start(directory, 0);
                var second = start("second", "--assay.kafka.bootstrap-servers=" + kafka.bootstrapServers())) {
            try (var first = start("first", "--assay.kafka.bootstrap-servers=" + kafka.bootstrapServers())) {
                serves(first);
                serves(second);
                assertThat(get(first, "info")).contains("\"first\"");
                assertThat(get(second, "info")).contains("\"second\"");
            }
            serves(second);
        }
    }

    @Test
    void namesASettingThatIsMissing(CapturedOutput output) {
        assertThatThrownBy(() -> start("tiny")).hasRootCauseInstanceOf(InvalidSettingException.class);
        assertThat(output)
                .contains("The setting assay.kafka.bootstrap-servers is missing.")
                .contains("Set it, for example --assay.kafka.bootstrap-servers=localhost:9092");
    }

    @Test
    void refusesASettingBeforeItLooksForKafka(CapturedOutput output) {
        assertThatThrownBy(() -> AssayService.start(
                        WithParameters.class,
                        "tiny",
                        "--server.port=0",
                        "--management.server.port=0",
                        "--assay.kafka.bootstrap-servers=127.0.0.1:1",
                        "--assay.hparams.file=" + directory.resolve("none.json")))
                .hasRootCauseInstanceOf(InvalidSettingException.class);
        assertThat(output).contains("none.json, which cannot be read.").doesNotContain("Kafka at 127.0.0.1:1");
    }

    private static void serves(ConfigurableApplicationContext service) throws Exception {
        assertThat(get(service, "health/liveness")).contains("UP");
        assertThat(get(service, "health/readiness")).contains("UP");
        assertThat(get(service, "health")).contains("\"kafka\"").contains("\"nodes\":1");
        assertThat(get(service, "prometheus")).contains("jvm_memory_used_bytes");
    }

    private static String get(ConfigurableApplicationContext service, String path) throws Exception {
        var port = service.getEnvironment().getRequiredProperty("local.management.port");
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path));
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            return response.body();
        }
    }

    private static ConfigurableApplicationContext start(String name, String... more) {
        var ports = Stream.of("--server.port=0", "--management.server.port=0");
        return AssayService.start(
                Tiny.class, name, Stream.concat(ports, Arrays.stream(more)).toArray(String[]::new));
    }
}
