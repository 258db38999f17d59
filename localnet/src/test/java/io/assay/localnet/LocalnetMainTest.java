package io.assay.localnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.audit.core.Audit;
import io.assay.audit.core.Difference;
import io.assay.audit.log.LogDirectorySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as a process of its own: killed in the middle of a window, started again on the same directory. */
@Timeout(240)
class LocalnetMainTest {
    private static final int ENOUGH = 6;

    @TempDir
    Path directory;

    @Test
    void goesOnAfterKill9WithoutASecondVerdictOrSubmission() throws Exception {
        var base = LocalnetProcess.freeBase();
        var first = start("--port-base", base);
        try (var lines = first.inputReader()) {
            assertThat(lines.lines().anyMatch(line -> line.startsWith("window 3 ")))
                    .isTrue();
        } finally {
            first.destroyForcibly().waitFor();
        }
        var report = directory.resolve("report.json");
        var second =
                start("--port-base", base, "--windows", "" + ENOUGH, "--workers", "2", "--report", report.toString());
        var said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).as(said).isZero();
        var told = JsonMapper.builder().build().readTree(Files.readString(report));
        check(told);
        everyVerdictCanBeRecomputed(told.get("windows"));
        bothWorkersEvaluated(told, said);
    }

    /** By a stranger, from the stopped broker's log, which may have one verdict more than the report. */
    private void everyVerdictCanBeRecomputed(JsonNode windows) {
        var differences = new ArrayList<Difference>();
        var audit = new Audit(differences::add);
        var recorded = new ArrayList<String>();
        new LogDirectorySource(directory.resolve("data")).read((place, json) -> {
            audit.take(place, json);
            recorded.add(new String(json, StandardCharsets.UTF_8));
        });
        assertThat(differences).isEmpty();
        assertThat(recorded).hasSizeGreaterThanOrEqualTo(windows.size());
        for (var i = 0; i < windows.size(); i++) {
            assertThat(recorded.get(i))
                    .contains(windows.get(i).get("verdictHash").asString());
        }
    }

    /** The first process had one worker; what it measured counts as well. */
    private void bothWorkersEvaluated(JsonNode report, String said) throws IOException {
        assertThat(report.at("/evaluation/workers").asInt()).isEqualTo(2);
        assertThat(report.at("/evaluation/drawn").asInt()).isPositive();
        assertThat(report.at("/evaluation/evaluatedShare").asDouble()).isEqualTo(1);
        var last = report.get("windows").get(report.get("windows").size() - 1);
        assertThat(last.get("verdictDelayMs").asLong()).isPositive();
        assertThat(last.get("busyShare").asDouble()).isStrictlyBetween(0.0, 1.0);
        assertThat(report.at("/windows/0/busyShare").isNull()).isTrue();
        assertThat(said.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("window ")
                        .contains("evaluated 100%", "verdict ", "busy ")
                        .hasSizeLessThanOrEqualTo(120))
                .anySatisfy(line -> assertThat(line).contains(" by 2 workers  "));
        assertThat(Files.readString(directory.resolve("data/logs/localnet.log")))
                .contains("evaluator-1 begins at window", "evaluator-2 begins at window");
    }

    private static void check(JsonNode report) {
        assertVerdictChain(report.get("windows"));
        assertSubmissions(report.get("submissions"));
        assertThat(report.get("services")
                        .valueStream()
                        .map(service -> service.get("health").asString()))
                .hasSize(4)
                .containsOnly("UP");
        var weights = report.get("peers")
                .valueStream()
                .mapToDouble(peer -> peer.get("weight").asDouble())
                .sum();
        assertThat(weights)
                .satisfiesAnyOf(
                        sum -> assertThat(sum).isZero(), sum -> assertThat(sum).isBetween(1 - 1e-6, 1 + 1e-6));
        report.get("peers").forEach(peer -> {
            if (peer.get("strategy").asString().equals("broken")) {
                assertThat(peer.get("weight").asDouble()).isZero();
                assertThat(peer.get("emission").asLong()).isZero();
            }
        });
        assertThat(report.at("/model/parameters").asLong()).isPositive();
    }

    private static void assertVerdictChain(JsonNode windows) {
        assertThat(windows.size()).isGreaterThanOrEqualTo(ENOUGH);
        for (var i = 0; i < windows.size(); i++) {
            var window = windows.get(i);
            assertThat(window.get("verdicts").asInt()).isOne();
            if (i == 0) {
                assertThat(window.get("previousVerdictHash").isNull()).isTrue();
            } else {
                assertThat(window.get("window").asLong())
                        .isEqualTo(windows.get(i - 1).get("window").asLong() + 1);
                assertThat(window.get("previousVerdictHash").asString())
                        .isEqualTo(windows.get(i - 1).get("verdictHash").asString());
            }
        }
    }

    private static void assertSubmissions(JsonNode submissions) {
        var finalized = new ArrayList<Long>();
        for (var submission : submissions) {
            if (submission.get("outcome").asString().equals("finalized")) {
                finalized.add(submission.get("block").asLong());
            }
        }
        assertThat(finalized).isNotEmpty().doesNotHaveDuplicates();
    }

    private Process start(String... options) throws IOException {
        return LocalnetProcess.start(directory, "honest=2,broken=1", options);
    }
}
